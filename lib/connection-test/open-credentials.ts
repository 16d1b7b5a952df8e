import { activateProvider } from '@/lib/config/snapshot/activate-provider';
import { credentialPlace } from '@/lib/config/secrets/credential-place';
import type { Provider } from '@/lib/config/schemas';
import { isReference } from '@/lib/config/secrets/secret-reference';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { OpenSecretError } from '@/lib/secrets/open-secret-error';
import { open } from '@/lib/secrets/seal';

/** A provider ready to be called with one of its credentials, or why it is not. `named`: it has one. */
export type Opened = { named: boolean } & (
  { kind: 'ready'; provider: ActiveProvider } | { kind: 'closed'; message: string }
);

/** A provider once with each of its credentials, in their order; once without any when it has none. */
export function openCredentials(
  { apiKey, apiKeys, ...provider }: Provider,
  sealed: ReadonlyMap<string, Uint8Array>,
): Opened[] {
  const keys = apiKeys?.map(({ key }) => key) ?? (apiKey === undefined ? [undefined] : [apiKey]);
  return keys.map((key) => openOne(provider, key, sealed));
}

function openOne(
  provider: Omit<Provider, 'apiKey' | 'apiKeys'>,
  key: string | undefined,
  sealed: ReadonlyMap<string, Uint8Array>,
): Opened {
  const named = key !== undefined;
  const warnings: string[] = [];
  const reference = key !== undefined && isReference(key) ? key : undefined;
  const active = activateProvider(
    // One that is switched off is called nevertheless: that is how one finds out whether it may be switched on.
    { ...provider, enabled: true, ...(reference === undefined ? {} : { apiKey: reference }) },
    {
      env: process.env,
      secret: (id) => openSecret(id, sealed),
      warn: (message) => warnings.push(message),
    },
  );
  const [warning] = warnings;
  if (warning !== undefined) return { named, kind: 'closed', message: `The ${warning}.` };
  const withKey = key !== undefined && reference === undefined ? { ...active, apiKey: key } : active;
  return { named, kind: 'ready', provider: withKey };
}

function openSecret(id: string, sealed: ReadonlyMap<string, Uint8Array>): string | undefined {
  const ciphertext = sealed.get(id);
  if (ciphertext === undefined) return undefined;
  try {
    return open(ciphertext, credentialPlace(id));
  } catch (error) {
    if (error instanceof OpenSecretError) return undefined;
    throw error;
  }
}
