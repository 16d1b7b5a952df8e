import { useT } from '#i18n';
import { BurnDown, type BurnDownPoint } from '@/components/charts/burn-down';
import { burnDown, type BurnDown as Burn } from '@/lib/budgets/burn-down';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';

const usd = (amount: number) => `$${amount.toFixed(amount >= 1 ? 2 : 4)}`;

function pointsOf({ spent, ahead, forecast }: Burn): BurnDownPoint[] {
  const known = spent.map(({ day, usd: amount }): BurnDownPoint => ({ day, spent: Number(amount) }));
  if (forecast?.kind !== 'forecast') return known;
  const [today, ...rest] = ahead.map((day, index): BurnDownPoint => {
    const step = forecast.path[index];
    return { day, expected: step?.usd, low: step?.lowUsd, high: step?.highUsd };
  });
  const last = known.pop();
  return [...known, { ...today, ...last, day: last?.day ?? today?.day ?? '' }, ...rest];
}

/** Where it leads, in words: with its interval, or that nobody can tell. */
function Words({ forecast, budget }: { forecast: Burn['forecast']; budget: BudgetStatus }) {
  const t = useT();
  if (forecast === undefined) return <p>{t('It never starts anew, so there is no end to forecast.')}</p>;
  if (forecast.kind === 'too-short')
    return (
      <p>
        {t('Not enough history for a forecast: {days} whole days with traffic, and it takes {needed}.', {
          days: forecast.days,
          needed: forecast.needed,
        })}
      </p>
    );
  const limit = Number(budget.limitUsd);
  const verdict =
    forecast.lowUsd > limit
      ? t('Above the limit, even at the low end.')
      : forecast.highUsd > limit
        ? t('May pass the limit.')
        : t('Within the limit.');
  return (
    <p>
      {t.rich(
        'At the end of the window about {usd}, in 80 of 100 cases between {usd2} and {usd3}. {verdict}',
        {
          usd: <strong className="font-semibold text-ink">{usd(forecast.usd)}</strong>,
          usd2: usd(forecast.lowUsd),
          usd3: usd(forecast.highUsd),
          verdict,
        },
      )}
      {forecast.basis === 'mean' && t(' Less than two weeks are known, so weekdays are not told apart yet.')}
    </p>
  );
}

export async function BudgetBurnDown({ budget, view }: { budget: BudgetStatus; view: PageView }) {
  const t = await getT();
  const burn = await burnDown(view.viewer, view.workspace.id, budget, view.now);
  return (
    <div className="flex flex-col gap-2 border-t pt-3">
      <div className="text-xs text-ink-soft">
        <Words forecast={burn.forecast} budget={budget} />
      </div>
      <BurnDown
        points={pointsOf(burn)}
        limitUsd={budget.limitUsd}
        subject={t('{name}: burn-down', { name: budget.name })}
        zone={burn.zone}
      />
    </div>
  );
}
