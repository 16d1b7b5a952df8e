import { eventCursorSchema, eventFiltersSchema, type EventFilters } from '@/lib/health/list-events';
import { DRAWN, type Drawn } from '@/lib/health/over-time';
import type { T } from '@/lib/i18n/t';
import { readAddress } from '../read-address';

export const SPANS = ['range', 'now'] as const;

export interface HealthQuery {
  /** Which figures the table shows: of the range above, or of the last five minutes. */
  show: (typeof SPANS)[number];
  /** What is drawn over time. */
  figure: Drawn;
  filters: EventFilters;
  after: string | undefined;
  /** What could not be read, in words. */
  problems: string[];
}

/** Reads the address. What is wrong is left out and named: the nearest valid view is shown. */
export function readHealthQuery(t: T, query: Record<string, string | undefined>): HealthQuery {
  const address = readAddress(t, query);
  const { problems } = address;
  const after = eventCursorSchema.safeParse(query['after']);
  if (query['after'] !== undefined && !after.success)
    problems.push(t('The place in the log could not be read. Showing the newest events.'));
  const filters: Record<string, string> = {};
  for (const [name, schema] of Object.entries(eventFiltersSchema.shape)) {
    const value = query[name];
    if (value === undefined || value === '') continue;
    if (schema.safeParse(value).success) filters[name] = value;
    else problems.push(t('The filter “{name}” could not be read and is left out.', { name }));
  }
  return {
    show: address.choice('show', SPANS),
    figure: address.choice('figure', DRAWN),
    filters: eventFiltersSchema.parse(filters),
    after: after.success ? after.data : undefined,
    problems,
  };
}

/** The address's own part of a query, for links that change one thing of it. */
export function healthParams({ show, figure, filters }: HealthQuery): Record<string, string | undefined> {
  return {
    ...filters,
    show: show === 'range' ? undefined : show,
    figure: figure === 'p95Ms' ? undefined : figure,
  };
}
