/** Whether a field only points at a secret. */
export function isReference(secret: string): boolean {
  return secret.startsWith('env:') || secret.startsWith('secret:');
}
