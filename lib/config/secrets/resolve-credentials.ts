import { randomUUID, timingSafeEqual } from 'node:crypto';
import { open, seal, type SealPlace } from '@/lib/secrets/seal';
import { OpenSecretError } from '@/lib/secrets/open-secret-error';
import type { Channel } from '../alert-schemas';
import { channelSecretPlace, credentialPlace } from './credential-place';
import type { ConfigState } from '../read-state';
import type { Provider } from '../schemas';
import { isReference } from './secret-reference';

export interface NewCredential {
  id: string;
  ciphertext: Buffer;
}

interface Secrets {
  providers: readonly Provider[];
  channels: readonly Channel[];
}

/**
 * Replaces secrets given in the clear by `secret:ID`: the present one of the same provider or channel when the value is
 * the same, else a new sealed row, which the caller stores. Applying the same file twice thus changes nothing.
 */
export function resolveCredentials(
  given: Secrets,
  state: Pick<ConfigState, 'document' | 'credentials'>,
): { providers: Provider[]; channels: Channel[]; created: NewCredential[] } {
  const created: NewCredential[] = [];
  const keep = (
    secret: string,
    present: readonly (string | undefined)[],
    placeOf: (id: string) => SealPlace,
  ) => {
    if (isReference(secret)) return secret;
    for (const one of present)
      if (one !== undefined && holds(one, secret, state.credentials, placeOf)) return one;
    const id = randomUUID();
    created.push({ id, ciphertext: seal(secret, placeOf(id)) });
    return `secret:${id}`;
  };
  const keys = new Map(
    state.document.providers.map(({ id, apiKey, apiKeys = [] }) => [
      id,
      [apiKey, ...apiKeys.map(({ key }) => key)],
    ]),
  );
  const secrets = new Map(state.document.channels.map(({ id, secret }) => [id, secret]));
  const providers = given.providers.map((provider) => {
    const kept = (key: string) => keep(key, keys.get(provider.id) ?? [], credentialPlace);
    const { apiKey, apiKeys } = provider;
    return {
      ...provider,
      ...(apiKey === undefined ? {} : { apiKey: kept(apiKey) }),
      ...(apiKeys === undefined ? {} : { apiKeys: apiKeys.map((one) => ({ ...one, key: kept(one.key) })) }),
    };
  });
  const channels = given.channels.map((channel) =>
    channel.secret === undefined
      ? channel
      : { ...channel, secret: keep(channel.secret, [secrets.get(channel.id)], channelSecretPlace) },
  );
  return { providers, channels, created };
}

function holds(
  reference: string,
  value: string,
  credentials: ReadonlyMap<string, Uint8Array>,
  placeOf: (id: string) => SealPlace,
): boolean {
  if (!reference.startsWith('secret:')) return false;
  const id = reference.slice('secret:'.length);
  const sealed = credentials.get(id);
  if (sealed === undefined) return false;
  try {
    const known = Buffer.from(open(sealed, placeOf(id)));
    const given = Buffer.from(value);
    return known.length === given.length && timingSafeEqual(known, given);
  } catch (error) {
    // Sealed under another master secret: of no use any more, so the value given now takes its place.
    if (error instanceof OpenSecretError) return false;
    throw error;
  }
}
