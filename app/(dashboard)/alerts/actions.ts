'use server';
import { testChannel } from '@/lib/alerts/test-channel';
import { getT } from '@/lib/i18n/get-t';
import { refusing } from '../_components/action/refusing';

/** What the last click came to, in words. */
export interface Said {
  ok: boolean;
  words: string;
}

/** Sends a test to a channel. */
export async function testChannelAction(_before: Said | null, form: FormData): Promise<Said> {
  const t = await getT();
  const said = await refusing('/alerts', async (viewer) => {
    const { ok, detail } = await testChannel(viewer, String(form.get('channel')), new Date());
    return { ok, words: ok ? t('Sent: {detail}', { detail }) : t('Not sent: {detail}', { detail }) };
  });
  return 'kind' in said ? { ok: false, words: said.message } : said;
}
