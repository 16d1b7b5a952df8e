import { teamsSeen } from '@/lib/access/reach';
import { may } from '@/lib/access/may';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { getT } from '@/lib/i18n/get-t';
import { getSchedule, mailChannels } from '@/lib/reports/schedule';
import { ActionForm } from '../../_components/action/action-form';
import type { PageView } from '../../page-view';
import { removeScheduleAction, testReportAction } from '../actions';
import { MailForm } from './mail-form';

/** Who gets the report of each month by mail. */
export async function ReportMail({ view }: { view: PageView }) {
  const t = await getT();
  const { viewer, workspace, range } = view;
  // It tells of the whole workspace.
  if (teamsSeen(viewer, workspace.id) !== undefined) return null;
  const [schedule, channels] = await Promise.all([getSchedule(viewer, workspace.id), mailChannels(viewer)]);
  const mayChange = may(viewer, 'config.publish');
  const here = <input type="hidden" name="workspace" value={workspace.id} />;
  return (
    <Card className="print:hidden">
      <CardHeader>
        <CardTitle>{t('By mail')}</CardTitle>
        <CardNote>{t('on the first of each month at 08:00, {zone}', { zone: range.zone })}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-sm">
          {schedule === undefined
            ? t('Nobody gets it.')
            : t('{recipients} get it, through the channel “{channel}”.', {
                recipients: schedule.recipients.join(', '),
                channel: schedule.channel,
              })}
          {schedule?.last !== undefined && ` ${t('Last: {month}, {state} ({outcome}).', schedule.last)}`}
        </p>
        {mayChange && channels.length === 0 && (
          <p className="text-sm text-ink-soft">
            {t('To send it, publish a mail channel in the configuration first.')}
          </p>
        )}
        {mayChange && channels.length > 0 && (
          <MailForm
            workspace={workspace.id}
            channels={channels}
            channel={schedule?.channel}
            recipients={schedule?.recipients ?? []}
          />
        )}
        {mayChange && schedule !== undefined && (
          <div className="flex flex-wrap gap-3">
            <ActionForm action={testReportAction} submit={t('Send the last month’s now')} variant="outline">
              {here}
            </ActionForm>
            <ActionForm
              action={removeScheduleAction}
              submit={t('Send it no more')}
              variant="danger"
              confirm={t('Nobody gets the report from then on. Go on?')}
            >
              {here}
            </ActionForm>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
