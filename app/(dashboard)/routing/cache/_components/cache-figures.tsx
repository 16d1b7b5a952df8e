import { Empty } from '@/components/charts/empty';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { StatTile } from '@/components/layout/stat-tile';
import { cacheByRule } from '@/lib/cache/cache-by-rule';
import { countKept } from '@/lib/cache/count-kept';
import { getT } from '@/lib/i18n/get-t';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../page-view';
import { hitsOf, rateOf } from './cache-rates';
import { RuleTable } from './rule-table';

const KIB = 1024;
const sizeWords = (bytes: number) =>
  bytes < KIB ** 2 ? `${Math.ceil(bytes / KIB)} KiB` : `${(bytes / KIB ** 2).toFixed(1)} MiB`;

/** What the gateway's own cache did in the span: in all, and by rule. */
export async function CacheFigures({ view }: { view: PageView }) {
  const t = await getT();
  const [{ rules, total }, kept] = await Promise.all([
    cacheByRule(view.viewer, view.scope),
    countKept(view.viewer, view.workspace.id, view.now),
  ]);
  if (total.asked === 0)
    return (
      <Empty title={t('The cache was not asked in this span')}>
        {t(
          'A rule keeps answers when its settings have a “cache”, such as {"ttlSeconds": 86400}. Providers’ prompt caches are something else: they are on the page Spend.',
        )}
      </Empty>
    );
  const requests = view.href('/spend', { metric: 'requests', by: 'cache' });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <StatTile
          label={t('Hit rate')}
          value={formatPercent(rateOf(total), t.locale)}
          raw={String(rateOf(total))}
          explain={t('Requests answered from the cache, of those for which it was asked.')}
          href={view.href('/spend', { metric: 'hit_rate', by: 'rule' })}
        >
          {t('{hitsOf} of {asked} requests', {
            hitsOf: formatCount(hitsOf(total), t.locale),
            asked: formatCount(total.asked, t.locale),
          })}
          {total.semantic > 0 &&
            t(', {semantic} by meaning', { semantic: formatCount(total.semantic, t.locale) })}
        </StatTile>
        <StatTile
          label={t('Money saved')}
          value={formatTotalUsd(total.netUsd, t.locale)}
          exact={formatExactUsd(total.netUsd, t.locale)}
          raw={total.netUsd}
          explain={t(
            'What the hits would have cost at the prices of then, less embeddings for the semantic cache.',
          )}
          href={view.href('/spend', { metric: 'cache_saved', by: 'rule' })}
        >
          {total.unpriced > 0 &&
            t('{unpriced} hits without a price are not in it', {
              unpriced: formatCount(total.unpriced, t.locale),
            })}
        </StatTile>
        <StatTile
          label={t('Time saved')}
          value={formatDuration(total.savedMs, t.locale)}
          raw={String(total.savedMs)}
          explain={t('What clients had waited for these answers when they were made, added up.')}
          href={requests}
        >
          {hitsOf(total) > 0 &&
            t('{savedMs} a hit', { savedMs: formatDuration(total.savedMs / hitsOf(total), t.locale) })}
        </StatTile>
        <StatTile
          label={t('Kept now')}
          value={formatCount(kept.answers, t.locale)}
          raw={String(kept.answers)}
          explain={t('Answers of this workspace in the database that may be given again.')}
          href={requests}
        >
          {t('{bytes}, encrypted', { bytes: sizeWords(kept.bytes) })}
        </StatTile>
      </div>
      <RuleTable rules={rules} hrefOf={(rule) => view.href('/requests', { rule })} />
    </div>
  );
}
