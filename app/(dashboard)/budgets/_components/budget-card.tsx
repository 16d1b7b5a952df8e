import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { formatPercent } from '@/components/format/percent';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import type { T } from '@/lib/i18n/t';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../page-view';
import { BudgetBar } from './budget-bar';
import { BudgetBurnDown } from './budget-burn-down';
import { LimitEdit } from './limit-edit';
import { requestsHref } from './requests-href';
import { sayWord } from '@/lib/i18n/say-word';

/** An amount; every digit on hover and for machines. Unknown is a dash, never 0. */
function Amount({ label, usd }: { label: string; usd: string | null }) {
  const t = useT();
  return (
    <div>
      <dt className="text-xs text-ink-soft">{label}</dt>
      {usd === null ? (
        <dd title={t('Not added up yet')}>–</dd>
      ) : (
        <dd data-exact={usd} title={formatExactUsd(usd, t.locale)} className="font-medium">
          {formatAmountUsd(usd, t.locale)}
        </dd>
      )}
    </div>
  );
}

function stateOf(t: T, { percent, mode }: BudgetStatus): { tone: BadgeTone; words: string } {
  if (percent === null) return { tone: 'neutral', words: t('not counted yet') };
  if (percent >= 100) return { tone: 'bad', words: mode === 'hard' ? t('used up') : t('over its limit') };
  return {
    tone: percent >= 80 ? 'warn' : 'good',
    words: t('{percent} spent', { percent: formatPercent(percent / 100, t.locale) }),
  };
}

/** One budget: how much of it is gone, held and left, and the requests behind it. */
export function BudgetCard({ budget, view }: { budget: BudgetStatus; view: PageView }) {
  const t = useT();
  const { tone, words } = stateOf(t, budget);
  const { zone } = view.range;
  return (
    <Card aria-label={budget.name} data-budget={budget.id}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle className="break-words">{budget.name}</CardTitle>
          <CardNote className="break-words">
            {sayWord(t, budget.scope.kind)} {budget.scope.value}, {sayWord(t, budget.period)}
          </CardNote>
        </div>
        <div className="flex flex-wrap gap-1">
          <Badge>{budget.mode === 'hard' ? t('hard: refuses') : t('soft: alerts only')}</Badge>
          <Badge tone={tone}>{words}</Badge>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <BudgetBar budget={budget} />
        <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-4">
          {may(view.viewer, 'config.publish') ? (
            <div>
              <dt className="text-xs text-ink-soft">{t('Limit')}</dt>
              <dd>
                <LimitEdit id={budget.id} name={budget.name} limitUsd={budget.limitUsd} />
              </dd>
            </div>
          ) : (
            <Amount label={t('Limit')} usd={budget.limitUsd} />
          )}
          <Amount label={t('Spent')} usd={budget.spentUsd} />
          <Amount label={t('Reserved')} usd={budget.reservedUsd} />
          <Amount label={t('Remaining')} usd={budget.remainingUsd} />
        </dl>
        <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-xs text-ink-soft">
          <span>
            {budget.resetsAt === null
              ? t('Never starts anew')
              : t('Starts anew {resetsAt}', { resetsAt: formatInstant(budget.resetsAt, zone, t.locale) })}
          </span>
          <Link href={requestsHref(budget, view)} className="link">
            {t('Requests behind it')}
          </Link>
        </p>
        <BudgetBurnDown budget={budget} view={view} />
      </CardBody>
    </Card>
  );
}
