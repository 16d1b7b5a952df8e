import { Card } from '@/components/ui/card';
import { StatTile } from '@/components/layout/stat-tile';
import { savingsAgainst, type Savings } from '@/lib/analytics/savings-against';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PartProps } from '../search-params';
import { BaselineSelect } from './baseline-select';
import { formatTile } from './format-tile';

function explain(savings: Savings) {
  return (
    <>
      {savings.state === 'priced' && (
        <p>
          All on {savings.baselineModel}: {formatExactUsd(savings.baselineUsd)}. Spent:{' '}
          {formatExactUsd(savings.actualUsd)}.
        </p>
      )}
      <p className="mt-1">Assumed:</p>
      <ul className="list-disc pl-4">
        {savings.assumptions.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </>
  );
}

/** What one model for everything would have cost, against what was spent. Less than nothing is shown as such. */
export async function SavingsTile({ view, baseline }: PartProps & { baseline: string | undefined }) {
  const { baselines, savings } = await savingsAgainst(view.viewer, view.scope, baseline, view.now);
  if (savings === undefined) {
    return (
      <Card className="px-4 py-3 text-xs text-ink-soft">
        <p className="font-medium">Savings</p>
        <p>No model has a price yet, so there is nothing to compare with. Add prices to the configuration.</p>
      </Card>
    );
  }
  const negative = savings.state === 'priced' && savings.savedUsd.startsWith('-');
  return (
    <StatTile
      label="Savings"
      value={savings.state === 'priced' ? formatTile(savings.savedUsd) : 'unpriced'}
      exact={savings.state === 'priced' ? formatExactUsd(savings.savedUsd) : undefined}
      raw={savings.state === 'priced' ? savings.savedUsd : undefined}
      explain={explain(savings)}
      href={view.href('/requests')}
      tone={negative ? 'bad' : 'neutral'}
    >
      {savings.state === 'unpriced' && <p>no price for {savings.unpricedMeters.join(', ')}</p>}
      <BaselineSelect
        baselines={baselines}
        current={savings.baselineModel}
        note={
          savings.state === 'priced' && savings.percent !== undefined
            ? `${savings.percent} % against`
            : 'against'
        }
      />
    </StatTile>
  );
}
