import type { SealPlace } from '@/lib/secrets/seal';

/** Where a provider credential is sealed. */
export function credentialPlace(id: string): SealPlace {
  return { purpose: 'provider-credential', rowId: id };
}

/** Where the secret of an alert channel is sealed: under a key of its own, so that neither can be passed off as the other. */
export function channelSecretPlace(id: string): SealPlace {
  return { purpose: 'channel-secret', rowId: id };
}
