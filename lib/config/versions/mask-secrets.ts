import type { ConfigFile } from '../schemas';
import { isReference } from '../secrets/secret-reference';

/** Shown in place of a secret that is not stored yet. */
export const MASK = '(a new value, to be stored encrypted)';

/** An entry without anything that opens a door: plain credentials and key values are masked, references stay. */
export function maskSecrets<S extends keyof ConfigFile>(
  section: S,
  entry: ConfigFile[S][number],
): ConfigFile[S][number] {
  const masked = { ...entry };
  if ('apiKey' in masked && typeof masked.apiKey === 'string' && !isReference(masked.apiKey))
    masked.apiKey = MASK;
  if ('apiKeys' in masked && masked.apiKeys !== undefined)
    masked.apiKeys = masked.apiKeys.map((one) => (isReference(one.key) ? one : { ...one, key: MASK }));
  if ('secret' in masked && typeof masked.secret === 'string' && !isReference(masked.secret))
    masked.secret = MASK;
  if (section === 'keys' && 'value' in masked && masked.value !== undefined) masked.value = MASK;
  return masked;
}
