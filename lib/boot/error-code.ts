/** The system's code (`EADDRINUSE`, `ENOENT` …) or PostgreSQL's SQLSTATE of a thrown value. */
export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
