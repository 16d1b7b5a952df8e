'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import type { AlertView } from '@/lib/alerts/list-alerts';
import { msg } from '@/lib/i18n/msg';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { handleAlert } from '../quick-actions';

const MUTES = [
  [60, msg('1 h')],
  [1_440, msg('1 day')],
] as const;

type Change = { do: 'acknowledge' } | { do: 'mute'; minutes: number } | { do: 'unmute' };

interface AlertButtonsProps {
  alert: Pick<AlertView, 'ruleId' | 'ruleName' | 'subject' | 'phase' | 'acknowledgedAt'>;
  muted: boolean;
  workspace: string;
}

/** Acknowledge, mute for a while, or end that: shown at once, and a mute can be taken back. */
export function AlertButtons({ alert, muted, workspace }: AlertButtonsProps) {
  const t = useT();
  const { ruleId, subject, ruleName, phase, acknowledgedAt } = alert;
  const mute = useQuickEdit(muted);
  const seen = useQuickEdit(acknowledgedAt !== null);
  const send = (change: Change) => (path: string) =>
    handleAlert(workspace, { ...change, ruleId, subject }, path);
  const button = (label: string, onClick: () => void) => (
    <Button
      key={label}
      size="sm"
      disabled={mute.pending || seen.pending}
      aria-label={`${label}: ${ruleName}`}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  return (
    <div className="flex min-w-max flex-wrap gap-1">
      {phase === 'firing' &&
        !seen.shown &&
        button(t('Acknowledge'), () => seen.edit(true, send({ do: 'acknowledge' })))}
      {mute.shown
        ? button(t('Unmute'), () => mute.edit(false, send({ do: 'unmute' })))
        : MUTES.map(([minutes, words]) =>
            button(t('Mute {time}', { time: t(words) }), () =>
              mute.edit(true, send({ do: 'mute', minutes }), send({ do: 'unmute' })),
            ),
          )}
    </div>
  );
}
