'use server';
import { formFields } from '@/lib/http/form-fields';
import { redeemSetupToken, type SetupResult } from '@/lib/users/redeem-setup-token';
import { requireSameOrigin } from '@/lib/users/require-same-origin';

/** Creates the first owner; the token in the form is what authorises. */
export async function setUp(_previous: SetupResult | null, form: FormData): Promise<SetupResult> {
  await requireSameOrigin();
  return redeemSetupToken(formFields(form));
}
