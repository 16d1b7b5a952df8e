import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import type { DryRunView } from '@/lib/dryrun/schemas';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { subtractUsd } from '@/lib/pricing/money';
import type { PageView } from '../../../../page-view';

function outcome({ state, result }: DryRunView): string {
  if (result === null) return state;
  const difference = formatTotalUsd(subtractUsd(result.costAfterUsd, result.costBeforeUsd));
  return `${formatCount(result.moved)} moved, ${difference}`;
}

/** Runs before the last one, a line each. */
export function EarlierRuns({ runs, view }: { runs: readonly DryRunView[]; view: PageView }) {
  if (runs.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">Earlier runs ({runs.length})</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {runs.map((run) => (
          <li key={run.id}>
            <Link
              href={view.href(`/routing/dry-runs/${run.id}`)}
              className="underline decoration-line-strong underline-offset-2 hover:text-brand"
            >
              {formatShortInstant(run.createdAt, view.range.zone)}
            </Link>
            : {outcome(run)}
          </li>
        ))}
      </ul>
    </details>
  );
}
