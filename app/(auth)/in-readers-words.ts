import { getT } from '@/lib/i18n/get-t';
import type { Joined } from '@/lib/users/set-up/joined';

/** What is wrong with the fields, in the reader's language. */
export async function inReadersWords(result: Joined): Promise<Joined> {
  if (result.kind !== 'invalid') return result;
  const t = await getT();
  const said = Object.entries(result.fields).map(([name, message]) => [name, t.said(message)] as const);
  return { kind: 'invalid', fields: Object.fromEntries(said) };
}
