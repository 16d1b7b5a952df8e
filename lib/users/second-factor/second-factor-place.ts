import type { SealPlace } from '@/lib/secrets/seal';

/** Where the secret of a person's authenticator app is sealed. */
export function secondFactorPlace(userId: string): SealPlace {
  return { purpose: 'second-factor', rowId: userId };
}
