'use server';
import { headers } from 'next/headers';
import { formFields } from '@/lib/http/form-fields';
import { clientAddress } from '@/lib/users/client-address';
import { redeemInvitation } from '@/lib/users/invitations/redeem-invitation';
import type { Joined } from '@/lib/users/set-up/joined';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { inReadersWords } from '../in-readers-words';

/** Makes the invited account; the token in the form is what authorises. */
export async function join(_previous: Joined | null, form: FormData): Promise<Joined> {
  await requireSameOrigin();
  const result = await redeemInvitation(formFields(form), clientAddress(await headers()));
  return inReadersWords(result);
}
