export const NOT_CONNECTED = 'not connected';

/** Redis begins its errors with a word in capitals: WRONGPASS, NOAUTH, OOM, READONLY, LOADING, MOVED, CLUSTERDOWN. */
const WORD = /^[A-Z]{2,20}\b/;

/** What went wrong in a word or two: never the message itself, which may hold addresses and more. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // Of a cluster: why none of its nodes could be asked.
  if ('lastNodeError' in error && error.lastNodeError instanceof Error) return problemOf(error.lastNodeError);
  const word = WORD.exec(error.message)?.[0];
  if (word === 'MOVED') return 'MOVED: it is a cluster, set REDIS_CLUSTER=on';
  if (word === 'ERR') return 'it refuses our commands';
  if (word !== undefined) return word;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return NOT_CONNECTED;
}
