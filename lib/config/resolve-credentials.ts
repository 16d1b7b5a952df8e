import { randomUUID, timingSafeEqual } from 'node:crypto';
import { open, seal } from '@/lib/secrets/seal';
import { OpenSecretError } from '@/lib/secrets/open-secret-error';
import { credentialPlace } from './credential-place';
import type { ConfigState } from './read-state';
import type { Provider } from './schemas';

export interface NewCredential {
  id: string;
  ciphertext: Buffer;
}

/**
 * Replaces credentials given in the clear by `secret:ID`: the provider's present one when the value is the same, else a
 * new sealed row, which the caller stores. Applying the same file twice thus changes nothing.
 */
export function resolveCredentials(
  providers: readonly Provider[],
  state: Pick<ConfigState, 'document' | 'credentials'>,
): { providers: Provider[]; created: NewCredential[] } {
  const present = new Map(state.document.providers.map((provider) => [provider.id, provider.apiKey]));
  const created: NewCredential[] = [];
  const resolved = providers.map((provider) => {
    const given = provider.apiKey;
    if (given === undefined || isReference(given)) return provider;
    const reference = present.get(provider.id);
    if (reference !== undefined && holds(reference, given, state.credentials))
      return { ...provider, apiKey: reference };
    const id = randomUUID();
    created.push({ id, ciphertext: seal(given, credentialPlace(id)) });
    return { ...provider, apiKey: `secret:${id}` };
  });
  return { providers: resolved, created };
}

/** Whether a provider's apiKey only points at a secret. */
export function isReference(apiKey: string): boolean {
  return apiKey.startsWith('env:') || apiKey.startsWith('secret:');
}

function holds(reference: string, value: string, credentials: ReadonlyMap<string, Uint8Array>): boolean {
  if (!reference.startsWith('secret:')) return false;
  const id = reference.slice('secret:'.length);
  const sealed = credentials.get(id);
  if (sealed === undefined) return false;
  try {
    const known = Buffer.from(open(sealed, credentialPlace(id)));
    const given = Buffer.from(value);
    return known.length === given.length && timingSafeEqual(known, given);
  } catch (error) {
    // Sealed under another master secret: of no use any more, so the value given now takes its place.
    if (error instanceof OpenSecretError) return false;
    throw error;
  }
}
