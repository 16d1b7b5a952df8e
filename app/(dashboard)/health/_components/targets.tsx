import { Empty } from '@/components/charts/empty';
import { formatPercent } from '@/components/format/percent';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Term } from '@/components/layout/term';
import { Table, Th } from '@/components/ui/table';
import type { HealthThresholds } from '@/lib/health/judge';
import { listHealth } from '@/lib/health/list-health';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';
import { FIGURE_HEADS, TargetRow } from './target-row';

/** Every provider and its models: how they do now, and their figures. */
export async function Targets({ view, query }: { view: PageView; query: HealthQuery }) {
  const t = await getT();
  const { rows, thresholds, gateways } = await listHealth(view.viewer, view.scope, view.now);
  if (rows.length === 0) {
    return (
      <Empty title={t('No provider is configured')}>
        {t(
          'Add one under “providers” in the configuration file, with a model that it offers, and apply it with npm run config.',
        )}
      </Empty>
    );
  }
  const href = (show: string | undefined) => view.href('/health', { ...healthParams(query), show });
  return (
    <Card aria-label={t('Providers and models')}>
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>{t('Providers and models')}</CardTitle>
          <CardNote>{thresholdWords(t, thresholds)}</CardNote>
        </div>
        <ChoiceLinks
          label={t('Figures of')}
          current={query.show}
          choices={[
            { key: 'range', label: t('Selected range'), href: href(undefined) },
            { key: 'now', label: t('Last five minutes'), href: href('now') },
          ]}
        />
      </CardHeader>
      <Table label={t('Figures of providers and models')}>
        <thead>
          <tr>
            <Th>{t('Provider, model')}</Th>
            <Th>{t('Now')}</Th>
            {FIGURE_HEADS.map(([head, , means], index) => (
              <Th key={`${head} ${index}`} numeric>
                {means === undefined ? t(head) : <Term means={t(means)}>{t(head)}</Term>}
              </Th>
            ))}
            <Th>
              <Term
                means={t(
                  'Open: so many calls failed that none is sent for a while. Half open: a few are tried. Closed: all is well.',
                )}
              >
                {t('Breaker')}
              </Term>
            </Th>
            <Th>{t('Limits used')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TargetRow
              key={`${row.provider}/${row.model ?? ''}`}
              row={row}
              show={query.show}
              zone={view.range.zone}
            />
          ))}
        </tbody>
      </Table>
      <p className="px-4 py-2 text-xs text-ink-soft">
        {t(
          'p50 to p99: until the first content of a stream, or the whole answer, of what succeeded. Breakers and limits are those of each gateway process, as last reported; {gateways, plural, one {# process has} other {# processes have}} reported in the last minute.',
          { gateways },
        )}
      </p>
    </Card>
  );
}

function thresholdWords(t: T, { unhealthy, degraded }: HealthThresholds): string {
  const bad = t('{p99Ms} ms p99, {errorRate} errors or {timeoutRate} timeouts', {
    p99Ms: unhealthy.p99Ms,
    errorRate: formatPercent(unhealthy.errorRate, t.locale),
    timeoutRate: formatPercent(unhealthy.timeoutRate, t.locale),
  });
  const slow = t('{p99Ms} ms or {errorRate} errors', {
    p99Ms: degraded.p99Ms,
    errorRate: formatPercent(degraded.errorRate, t.locale),
  });
  return t('“Now” looks at five minutes: unhealthy above {bad}; degraded above {slow}.', { bad, slow });
}
