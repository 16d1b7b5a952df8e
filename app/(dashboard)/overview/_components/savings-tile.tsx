import { Card } from '@/components/ui/card';
import { StatTile } from '@/components/layout/stat-tile';
import { compareBaselines, type SavingsReport } from '@/lib/analytics/savings/compare-baselines';
import { getT } from '@/lib/i18n/get-t';
import { localDecimal } from '@/lib/i18n/number-marks';
import type { T } from '@/lib/i18n/t';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PartProps } from '../search-params';
import { BaselineSelect } from './baseline-select';
import { formatTile } from './format-tile';

function explain(t: T, { assumptions, baselines: [baseline], actualUsd }: SavingsReport) {
  return (
    <>
      {baseline?.result.state === 'priced' && (
        <p>
          {t('All on {model}: {baselineUsd}. Spent: {actualUsd}.', {
            model: baseline.model,
            baselineUsd: formatExactUsd(baseline.result.baselineUsd, t.locale),
            actualUsd: formatExactUsd(actualUsd, t.locale),
          })}
        </p>
      )}
      <p className="mt-1">
        {t('Assumed: {assumption} All assumptions stand on the page Savings.', {
          assumption: t.said(assumptions[0] ?? ''),
        })}
      </p>
    </>
  );
}

/** What one model for everything would have cost, against what was spent. Less than nothing is shown as such. */
export async function SavingsTile({ view, baseline }: PartProps & { baseline: string | undefined }) {
  const t = await getT();
  const wanted = baseline === undefined ? [] : [baseline];
  const report = await compareBaselines(view.viewer, view.scope, wanted, view.now);
  const [first] = report.baselines;
  if (first === undefined) {
    return (
      <Card className="px-4 py-3 text-xs text-ink-soft">
        <p className="font-medium">{t('Savings')}</p>
        <p>
          {t(
            'No model has a price yet, so there is nothing to compare with. Add prices to the configuration.',
          )}
        </p>
      </Card>
    );
  }
  const { model, result } = first;
  const saved = result.state === 'priced' ? result.differenceUsd : undefined;
  return (
    <StatTile
      label={t('Savings')}
      value={saved === undefined ? t('unpriced') : formatTile(saved, t.locale)}
      exact={saved === undefined ? undefined : formatExactUsd(saved, t.locale)}
      raw={saved}
      explain={explain(t, report)}
      href={view.href('/savings', { baselines: model })}
      tone={saved?.startsWith('-') ? 'bad' : 'neutral'}
    >
      {report.unknown.map((id) => (
        <p key={id}>{t('“{id}” is no model with a price, and is left out.', { id: id.slice(0, 60) })}</p>
      ))}
      {result.state === 'unpriced' && (
        <p>{t('no price for {unpricedMeters}', { unpricedMeters: result.unpricedMeters.join(', ') })}</p>
      )}
      <BaselineSelect
        baselines={report.models}
        current={model}
        note={
          result.state === 'priced' && result.percent !== undefined
            ? t('{percent} % against', { percent: localDecimal(result.percent, t.locale) })
            : t('against')
        }
      />
    </StatTile>
  );
}
