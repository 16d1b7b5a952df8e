import { Empty } from '@/components/charts/empty';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { StatTile } from '@/components/layout/stat-tile';
import { cacheByRule } from '@/lib/cache/cache-by-rule';
import { countKept } from '@/lib/cache/count-kept';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../page-view';
import { hitsOf, rateOf } from './cache-rates';
import { RuleTable } from './rule-table';

const KIB = 1024;
const sizeWords = (bytes: number) =>
  bytes < KIB ** 2 ? `${Math.ceil(bytes / KIB)} KiB` : `${(bytes / KIB ** 2).toFixed(1)} MiB`;

/** What the gateway's own cache did in the span: in all, and by rule. */
export async function CacheFigures({ view }: { view: PageView }) {
  const [{ rules, total }, kept] = await Promise.all([
    cacheByRule(view.viewer, view.scope),
    countKept(view.viewer, view.workspace.id, view.now),
  ]);
  if (total.asked === 0)
    return (
      <Empty title="The cache was not asked in this span">
        A rule keeps answers when its settings have a “cache”, such as {'{"ttlSeconds": 86400}'}. Providers’
        prompt caches are something else: they are on the page Spend.
      </Empty>
    );
  const requests = view.href('/spend', { metric: 'requests', by: 'cache' });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <StatTile
          label="Hit rate"
          value={formatPercent(rateOf(total))}
          raw={String(rateOf(total))}
          explain="Requests answered from the cache, of those for which it was asked."
          href={view.href('/spend', { metric: 'hit_rate', by: 'rule' })}
        >
          {formatCount(hitsOf(total))} of {formatCount(total.asked)} requests
          {total.semantic > 0 && `, ${formatCount(total.semantic)} by meaning`}
        </StatTile>
        <StatTile
          label="Money saved"
          value={formatTotalUsd(total.netUsd)}
          exact={formatExactUsd(total.netUsd)}
          raw={total.netUsd}
          explain="What the hits would have cost at the prices of then, less embeddings for the semantic cache."
          href={view.href('/spend', { metric: 'cache_saved', by: 'rule' })}
        >
          {total.unpriced > 0 && `${formatCount(total.unpriced)} hits without a price are not in it`}
        </StatTile>
        <StatTile
          label="Time saved"
          value={formatDuration(total.savedMs)}
          raw={String(total.savedMs)}
          explain="What clients had waited for these answers when they were made, added up."
          href={requests}
        >
          {hitsOf(total) > 0 && `${formatDuration(total.savedMs / hitsOf(total))} a hit`}
        </StatTile>
        <StatTile
          label="Kept now"
          value={formatCount(kept.answers)}
          raw={String(kept.answers)}
          explain="Answers of this workspace in the database that may be given again."
          href={requests}
        >
          {sizeWords(kept.bytes)}, encrypted
        </StatTile>
      </div>
      <RuleTable rules={rules} hrefOf={(rule) => view.href('/requests', { rule })} />
    </div>
  );
}
