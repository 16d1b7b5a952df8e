'use server';
import { headers } from 'next/headers';
import { formFields } from '@/lib/http/form-fields';
import { clientAddress } from '@/lib/users/client-address';
import { redeemInvitation } from '@/lib/users/invitations/redeem-invitation';
import type { SetupResult } from '@/lib/users/set-up/redeem-setup-token';
import { getT } from '@/lib/i18n/get-t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';

/** Makes the invited account; the token in the form is what authorises. */
export async function join(_previous: SetupResult | null, form: FormData): Promise<SetupResult> {
  await requireSameOrigin();
  const result = await redeemInvitation(formFields(form), clientAddress(await headers()));
  if (result.kind !== 'invalid') return result;
  return { ...result, message: (await getT()).said(result.message) };
}
