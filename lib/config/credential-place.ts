import type { SealPlace } from '@/lib/secrets/seal';

/** Where a provider credential is sealed. */
export function credentialPlace(id: string): SealPlace {
  return { purpose: 'provider-credential', rowId: id };
}
