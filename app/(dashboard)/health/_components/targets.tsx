import { Empty } from '@/components/charts/empty';
import { formatPercent } from '@/components/format/percent';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Th } from '@/components/ui/table';
import type { HealthThresholds } from '@/lib/health/judge';
import { listHealth } from '@/lib/health/list-health';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';
import { FIGURE_HEADS, TargetRow } from './target-row';

/** Every provider and its models: how they do now, and their figures. */
export async function Targets({ view, query }: { view: PageView; query: HealthQuery }) {
  const { rows, thresholds, gateways } = await listHealth(view.viewer, view.scope, view.now);
  if (rows.length === 0) {
    return (
      <Empty title="No provider is configured">
        Add one under “providers” in the configuration file, with a model that it offers, and apply it with
        npm run config.
      </Empty>
    );
  }
  const href = (show: string | undefined) => view.href('/health', { ...healthParams(query), show });
  return (
    <Card aria-label="Providers and models">
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>Providers and models</CardTitle>
          <CardNote>{thresholdWords(thresholds)}</CardNote>
        </div>
        <ChoiceLinks
          label="Figures of"
          current={query.show}
          choices={[
            { key: 'range', label: 'Selected range', href: href(undefined) },
            { key: 'now', label: 'Last five minutes', href: href('now') },
          ]}
        />
      </CardHeader>
      <Table label="Figures of providers and models">
        <thead>
          <tr>
            <Th>Provider, model</Th>
            <Th>Now</Th>
            {FIGURE_HEADS.map(([head], index) => (
              <Th key={`${head} ${index}`} numeric>
                {head}
              </Th>
            ))}
            <Th>Breaker</Th>
            <Th>Limits used</Th>
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
        p50 to p99: until the first content of a stream, or the whole answer, of what succeeded. Breakers and
        limits are those of each gateway process, as last reported; {gateways}{' '}
        {gateways === 1 ? 'process has' : 'processes have'} reported in the last minute.
      </p>
    </Card>
  );
}

function thresholdWords({ unhealthy, degraded }: HealthThresholds): string {
  const bad = `${unhealthy.p99Ms} ms p99, ${formatPercent(unhealthy.errorRate)} errors or ${formatPercent(unhealthy.timeoutRate)} timeouts`;
  const slow = `${degraded.p99Ms} ms or ${formatPercent(degraded.errorRate)} errors`;
  return `“Now” looks at five minutes: unhealthy above ${bad}; degraded above ${slow}.`;
}
