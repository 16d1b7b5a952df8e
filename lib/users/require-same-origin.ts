import { headers } from 'next/headers';
import { msg } from '@/lib/i18n/msg';
import { noteRefusedForm } from './note-refused-form';
import { OtherSiteError } from './other-site-error';

/**
 * Refuses a form that another site sent (throws `forbidden`). Next compares Origin with the host for actions;
 * this adds the browser's own word, which a page cannot set.
 */
export async function requireSameOrigin(): Promise<void> {
  const site = (await headers()).get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  const error = new OtherSiteError(msg('This form was sent from another site.'));
  await noteRefusedForm(error, 'form');
  throw error;
}
