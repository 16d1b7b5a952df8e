'use server';
import { formFields } from '@/lib/http/form-fields';
import { redeemSetupToken, type SetupResult } from '@/lib/users/set-up/redeem-setup-token';
import { getT } from '@/lib/i18n/get-t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';

/** Creates the first owner; the token in the form is what authorises. */
export async function setUp(_previous: SetupResult | null, form: FormData): Promise<SetupResult> {
  await requireSameOrigin();
  const result = await redeemSetupToken(formFields(form));
  if (result.kind !== 'invalid') return result;
  return { ...result, message: (await getT()).said(result.message) };
}
