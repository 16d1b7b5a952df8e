import { headers } from 'next/headers';
import { noteRefusal } from '@/lib/access/refusals/note-refusal';
import { refusalReason } from '@/lib/access/refusals/refusal';
import { clientAddress } from './client-address';
import { currentUser } from './current-user';

/** Writes down that a form of a page was refused. Does nothing for an error that turns nobody away. */
export async function noteRefusedForm(thrown: unknown, route: string): Promise<void> {
  if (refusalReason(thrown) === undefined) return;
  const asked = { address: clientAddress(await headers()), method: 'POST', route };
  noteRefusal(thrown, asked, (await currentUser()) ?? undefined);
}
