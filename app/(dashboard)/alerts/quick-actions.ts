'use server';
import { changeAlert, changeAlertSchema } from '@/lib/alerts/change-alert';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import type { QuickResult } from '../_components/quick-edit/quick-result';
import { quickly } from '../_components/quick-edit/quickly';

const DONE = {
  acknowledge: msg('Acknowledged: it stays in the list, with your name.'),
  mute: msg('Muted: nobody is told until then.'),
  unmute: msg('No longer muted.'),
};

/** Acknowledges, mutes or unmutes an alert. */
export async function handleAlert(workspace: string, input: unknown, path: string): Promise<QuickResult> {
  return quickly(path, async (viewer) => {
    const t = await getT();
    const change = changeAlertSchema.parse(input);
    await changeAlert(viewer, String(workspace), change, new Date());
    return { ok: true, message: t(DONE[change.do]) };
  });
}
