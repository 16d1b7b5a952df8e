import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { listEvents } from '@/lib/health/list-events';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';
import { EventTable } from './event-table';

const KINDS = [
  { key: '', label: msg('All') },
  { key: 'failover', label: msg('Failovers') },
  { key: 'gave_up', label: msg('Gave up') },
  { key: 'breaker', label: msg('Breakers') },
  { key: 'cooled', label: msg('Left alone') },
];

/** What left a target and why, what else could serve, and what breakers did. */
export async function EventLog({ view, query }: { view: PageView; query: HealthQuery }) {
  const t = await getT();
  const { filters, after } = query;
  const { rows, older } = await listEvents(view.viewer, { ...view.scope, filters, after });
  const href = (more: Record<string, string | undefined>) =>
    view.href('/health', { ...healthParams(query), ...more });
  return (
    <Card aria-label={t('Failover log')}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>{t('Failover log')}</CardTitle>
          <CardNote>
            {t('{target}; what repeats within a minute is one line.', {
              target: filters.target ?? filters.provider ?? t('Every target'),
            })}{' '}
            {(filters.target ?? filters.provider) !== undefined && (
              <Link className="link" href={href({ target: undefined, provider: undefined })}>
                {t('Show every target')}
              </Link>
            )}
          </CardNote>
        </div>
        <ChoiceLinks
          label={t('Kind of event')}
          current={filters.kind ?? ''}
          choices={KINDS.map(({ key, label }) => ({
            key,
            label: t(label),
            href: href({ kind: key || undefined }),
          }))}
        />
      </CardHeader>
      {rows.length === 0 ? (
        <div className="px-4 pb-4">
          <Empty title={t('Nothing left a target')}>
            {Object.keys(filters).length > 0
              ? t('Choose another kind of event, or a longer range.')
              : t(
                  'No request had to go elsewhere in this range. Rules with several targets make that possible when a provider fails.',
                )}
          </Empty>
        </div>
      ) : (
        <EventTable rows={rows} view={view} targetHref={(target) => href({ target })} />
      )}
      <nav aria-label={t('Pages of the log')} className="flex justify-end gap-1 px-3 py-2">
        {after !== undefined && (
          <Button size="sm" asChild>
            <Link href={href({})} scroll={false}>
              <ArrowLeft aria-hidden /> {t('Newest')}
            </Link>
          </Button>
        )}
        {older !== undefined && (
          <Button size="sm" asChild>
            <Link href={href({ after: older })} scroll={false}>
              {t('Older')} <ArrowRight aria-hidden />
            </Link>
          </Button>
        )}
      </nav>
    </Card>
  );
}
