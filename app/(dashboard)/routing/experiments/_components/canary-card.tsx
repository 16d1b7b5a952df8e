import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { CanaryView } from '@/lib/canary/schemas';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../../page-view';
import { ArmTable } from './arm-table';
import { CanaryButtons } from './canary-buttons';
import { CanaryChart } from './canary-chart';
import { CanaryHistory } from './canary-history';

const PHASES: Record<CanaryView['phase'], { tone: BadgeTone; words: string }> = {
  ramping: { tone: 'good', words: msg('growing') },
  held: { tone: 'warn', words: msg('held') },
  promoted: { tone: 'good', words: msg('promoted') },
  rolled_back: { tone: 'bad', words: msg('rolled back') },
  closed: { tone: 'neutral', words: msg('closed') },
};
const VERDICTS: Record<string, { tone: BadgeTone; words: string }> = {
  unknown: { tone: 'neutral', words: msg('too little') },
  fine: { tone: 'good', words: msg('fine') },
  doubtful: { tone: 'warn', words: msg('doubtful') },
  worse: { tone: 'bad', words: msg('worse') },
};

const placeOf = (t: T, { rule, model }: CanaryView) =>
  rule === undefined ? t('requests for {model}', { model: model ?? '' }) : t('the rule {rule}', { rule });

interface CanaryCardProps {
  canary: CanaryView;
  view: PageView;
  mayChange: boolean;
}

/** How one canary stands, what its gates say, and what happened to it. */
export function CanaryCard({ canary, view, mayChange }: CanaryCardProps) {
  const t = useT();
  const { tone, words } = PHASES[canary.phase];
  const { zone } = view.range;
  return (
    <Card aria-label={t('Canary {id}', { id: canary.id })}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle className="flex flex-wrap items-center gap-2">
            <span className="break-all">{canary.id}</span>
            <Badge tone={tone}>{t(words)}</Badge>
            <span>{canary.percent} %</span>
          </CardTitle>
          <CardNote>
            {t('{target} on {placeOf}, by {stickyBy}', {
              target: canary.target,
              placeOf: placeOf(t, canary),
              stickyBy: canary.plan.stickyBy,
            })}
            {canary.waits !== '' && `; ${canary.waits}`}
            {canary.lookedAt !== null &&
              t('; last looked at {lookedAt}', { lookedAt: formatInstant(canary.lookedAt, zone, t.locale) })}
          </CardNote>
        </div>
        {mayChange && <CanaryButtons id={canary.id} phase={canary.phase} />}
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {canary.arms.length === 0 ? (
          <p>{t('What its arms did is told to who sees every workspace.')}</p>
        ) : (
          <ArmTable label={t('Arms of {id}', { id: canary.id })} arms={canary.arms} />
        )}
        <ul className="flex flex-col gap-1 text-sm">
          {canary.readings.map(({ gate, verdict, words: said }) => (
            <li key={gate} className="flex flex-wrap items-baseline gap-2">
              <Badge tone={VERDICTS[verdict]?.tone ?? 'neutral'}>
                {gate}: {t(VERDICTS[verdict]?.words ?? verdict)}
              </Badge>
              <span className="min-w-0 text-ink-soft">{said}</span>
            </li>
          ))}
        </ul>
        <CanaryChart canary={canary} view={view} />
        <CanaryHistory canary={canary} zone={zone} />
      </CardBody>
    </Card>
  );
}
