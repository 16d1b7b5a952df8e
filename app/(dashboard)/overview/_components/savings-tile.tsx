import { Card } from '@/components/ui/card';
import { StatTile } from '@/components/layout/stat-tile';
import { compareBaselines, type SavingsReport } from '@/lib/analytics/compare-baselines';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PartProps } from '../search-params';
import { BaselineSelect } from './baseline-select';
import { formatTile } from './format-tile';

function explain({ assumptions, baselines: [baseline], actualUsd }: SavingsReport) {
  return (
    <>
      {baseline?.result.state === 'priced' && (
        <p>
          All on {baseline.model}: {formatExactUsd(baseline.result.baselineUsd)}. Spent:{' '}
          {formatExactUsd(actualUsd)}.
        </p>
      )}
      <p className="mt-1">Assumed: {assumptions[0]} All assumptions stand on the page Savings.</p>
    </>
  );
}

/** What one model for everything would have cost, against what was spent. Less than nothing is shown as such. */
export async function SavingsTile({ view, baseline }: PartProps & { baseline: string | undefined }) {
  const wanted = baseline === undefined ? [] : [baseline];
  const report = await compareBaselines(view.viewer, view.scope, wanted, view.now);
  const [first] = report.baselines;
  if (first === undefined) {
    return (
      <Card className="px-4 py-3 text-xs text-ink-soft">
        <p className="font-medium">Savings</p>
        <p>No model has a price yet, so there is nothing to compare with. Add prices to the configuration.</p>
      </Card>
    );
  }
  const { model, result } = first;
  const saved = result.state === 'priced' ? result.differenceUsd : undefined;
  return (
    <StatTile
      label="Savings"
      value={saved === undefined ? 'unpriced' : formatTile(saved)}
      exact={saved === undefined ? undefined : formatExactUsd(saved)}
      raw={saved}
      explain={explain(report)}
      href={view.href('/savings', { baselines: model })}
      tone={saved?.startsWith('-') ? 'bad' : 'neutral'}
    >
      {result.state === 'unpriced' && <p>no price for {result.unpricedMeters.join(', ')}</p>}
      <BaselineSelect
        baselines={report.models}
        current={model}
        note={
          result.state === 'priced' && result.percent !== undefined
            ? `${result.percent} % against`
            : 'against'
        }
      />
    </StatTile>
  );
}
