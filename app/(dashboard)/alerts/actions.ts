'use server';
import { testChannel } from '@/lib/alerts/test-channel';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';

/** What the last click came to, in words. */
export interface Said {
  ok: boolean;
  words: string;
}

/** Sends a test to a channel. */
export async function testChannelAction(_before: Said | null, form: FormData): Promise<Said | null> {
  const t = await getT();
  return saying(async () => {
    const viewer = await requireUser('/alerts');
    const { ok, detail } = await testChannel(viewer, String(form.get('channel')), new Date());
    return { ok, words: ok ? t('Sent: {detail}', { detail }) : t('Not sent: {detail}', { detail }) };
  });
}

async function saying(work: () => Promise<Said | null>): Promise<Said | null> {
  await requireSameOrigin();
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError) return { ok: false, words: (await getT()).said(error.message) };
    throw error;
  }
}
