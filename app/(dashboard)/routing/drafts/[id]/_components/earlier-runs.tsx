import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import type { DryRunView } from '@/lib/dryrun/schemas';
import type { T } from '@/lib/i18n/t';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { subtractUsd } from '@/lib/pricing/money';
import type { PageView } from '../../../../page-view';

function outcome(t: T, { state, result }: DryRunView): string {
  if (result === null) return state;
  const difference = formatTotalUsd(subtractUsd(result.costAfterUsd, result.costBeforeUsd), t.locale);
  return t('{moved} moved, {difference}', { moved: formatCount(result.moved, t.locale), difference });
}

/** Runs before the last one, a line each. */
export function EarlierRuns({ runs, view }: { runs: readonly DryRunView[]; view: PageView }) {
  const t = useT();
  if (runs.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">
        {t('Earlier runs ({runs})', { runs: runs.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-1">
        {runs.map((run) => (
          <li key={run.id}>
            <Link href={view.href(`/routing/dry-runs/${run.id}`)} className="link">
              {formatShortInstant(run.createdAt, view.range.zone, t.locale)}
            </Link>
            : {outcome(t, run)}
          </li>
        ))}
      </ul>
    </details>
  );
}
