import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listEvents } from '@/lib/health/list-events';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';
import { EventTable } from './event-table';

const KINDS = [
  { key: '', label: 'All' },
  { key: 'failover', label: 'Failovers' },
  { key: 'gave_up', label: 'Gave up' },
  { key: 'breaker', label: 'Breakers' },
  { key: 'cooled', label: 'Left alone' },
];

/** What left a target and why, what else could serve, and what breakers did. */
export async function EventLog({ view, query }: { view: PageView; query: HealthQuery }) {
  const { filters, after } = query;
  const { rows, older } = await listEvents(view.viewer, { ...view.scope, filters, after });
  const href = (more: Record<string, string | undefined>) =>
    view.href('/health', { ...healthParams(query), ...more });
  return (
    <Card aria-label="Failover log">
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>Failover log</CardTitle>
          <CardNote>
            {filters.target ?? filters.provider ?? 'Every target'}; what repeats within a minute is one line.{' '}
            {(filters.target ?? filters.provider) !== undefined && (
              <Link className="underline" href={href({ target: undefined, provider: undefined })}>
                Show every target
              </Link>
            )}
          </CardNote>
        </div>
        <ChoiceLinks
          label="Kind of event"
          current={filters.kind ?? ''}
          choices={KINDS.map(({ key, label }) => ({ key, label, href: href({ kind: key || undefined }) }))}
        />
      </CardHeader>
      {rows.length === 0 ? (
        <div className="px-4 pb-4">
          <Empty title="Nothing left a target">
            {Object.keys(filters).length > 0
              ? 'Choose another kind of event, or a longer range.'
              : 'No request had to go elsewhere in this range. Rules with several targets make that possible when a provider fails.'}
          </Empty>
        </div>
      ) : (
        <EventTable rows={rows} view={view} targetHref={(target) => href({ target })} />
      )}
      <nav aria-label="Pages of the log" className="flex justify-end gap-1 px-3 py-2">
        {after !== undefined && (
          <Button size="sm" asChild>
            <Link href={href({})} scroll={false}>
              <ArrowLeft aria-hidden /> Newest
            </Link>
          </Button>
        )}
        {older !== undefined && (
          <Button size="sm" asChild>
            <Link href={href({ after: older })} scroll={false}>
              Older <ArrowRight aria-hidden />
            </Link>
          </Button>
        )}
      </nav>
    </Card>
  );
}
