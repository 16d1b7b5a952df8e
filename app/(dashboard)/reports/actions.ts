'use server';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { removeSchedule, saveSchedule } from '@/lib/reports/schedule';
import { testReport } from '@/lib/reports/test-report';
import type { ActionState } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';

const workspaceOf = (form: FormData) => textOf(form, 'workspace') ?? '';

/** Says who gets the monthly report. */
export async function saveScheduleAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/reports', async (viewer) => {
    const recipients = (textOf(form, 'recipients') ?? '').split(',').map((address) => address.trim());
    await saveSchedule(viewer, {
      workspace: workspaceOf(form),
      channel: textOf(form, 'channel') ?? '',
      recipients: recipients.filter((address) => address !== ''),
    });
    return { kind: 'done', message: t('Saved: the next report goes to these.') };
  });
}

export async function removeScheduleAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/reports', async (viewer) => {
    await removeSchedule(viewer, workspaceOf(form));
    return { kind: 'done', message: t('Nobody gets it from now on.') };
  });
}

/** Sends the last month's report now. What the mail server said is told. */
export async function testReportAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction('/reports', async (viewer) => {
    const { ok, detail } = await testReport(viewer, workspaceOf(form), new Date());
    if (!ok) throw new GatewayError('unprocessable', t('Not sent: {detail}', { detail }));
    return { kind: 'done', message: t('Sent: {detail}', { detail }) };
  });
}
