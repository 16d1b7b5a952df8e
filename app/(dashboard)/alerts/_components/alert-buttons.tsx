'use client';
import { useActionState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import type { AlertView } from '@/lib/alerts/list-alerts';
import { msg } from '@/lib/i18n/msg';
import { changeAlertAction } from '../actions';

const MUTES = [
  [60, msg('1 h')],
  [1_440, msg('1 day')],
] as const;

interface AlertButtonsProps {
  alert: Pick<AlertView, 'ruleId' | 'ruleName' | 'subject' | 'phase' | 'acknowledgedAt'>;
  muted: boolean;
  workspace: string;
}

/** Acknowledge, mute for a while, or end that. */
export function AlertButtons({ alert, muted, workspace }: AlertButtonsProps) {
  const t = useT();
  const [said, action, pending] = useActionState(changeAlertAction, null);
  const form = (what: string, label: string, minutes?: number) => (
    <form action={action} key={label}>
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="ruleId" value={alert.ruleId} />
      <input type="hidden" name="subject" value={alert.subject} />
      <input type="hidden" name="do" value={what} />
      {minutes !== undefined && <input type="hidden" name="minutes" value={minutes} />}
      <Button size="sm" type="submit" disabled={pending} aria-label={`${label}: ${alert.ruleName}`}>
        {label}
      </Button>
    </form>
  );
  return (
    <div className="flex min-w-max flex-wrap gap-1">
      {alert.phase === 'firing' && alert.acknowledgedAt === null && form('acknowledge', t('Acknowledge'))}
      {muted
        ? form('unmute', t('Unmute'))
        : MUTES.map(([minutes, words]) => form('mute', t('Mute {time}', { time: t(words) }), minutes))}
      {said !== null && (
        <p role="alert" className="text-xs text-bad">
          {said.words}
        </p>
      )}
    </div>
  );
}
