'use server';
import { formFields } from '@/lib/http/form-fields';
import type { Joined } from '@/lib/users/set-up/joined';
import { redeemSetupToken } from '@/lib/users/set-up/redeem-setup-token';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { inReadersWords } from '../in-readers-words';

/** Creates the first owner; the token in the form is what authorises. */
export async function setUp(_previous: Joined | null, form: FormData): Promise<Joined> {
  await requireSameOrigin();
  const result = await redeemSetupToken(formFields(form));
  return inReadersWords(result);
}
