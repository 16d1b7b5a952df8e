import { readCursor, type Cursor } from '@/lib/analytics/requests/cursor';
import { readFilters, type RequestFilters } from '@/lib/analytics/requests/request-filters';
import type { T } from '@/lib/i18n/t';

export interface RequestsQuery {
  filters: RequestFilters;
  /** The page after this place; undefined is the newest page. */
  after: Cursor | undefined;
  /** Whether the newest page draws itself again. */
  live: boolean;
  /** What could not be read, in words. */
  problems: string[];
  /** Filters among these: what was written, by name. */
  unread: Record<string, string>;
}

/** Reads the address of the list. What is wrong is left out and named: the nearest valid view is shown. */
export function readRequestsQuery(t: T, query: Record<string, string | undefined>): RequestsQuery {
  const { filters, ignored } = readFilters(query);
  const after = readCursor(query['after']);
  const problems = ignored.map((name) =>
    t('The filter “{name}” could not be read and is left out.', { name }),
  );
  if (query['after'] !== undefined && after === undefined) {
    problems.push(t('The place in the list could not be read. Showing the newest requests.'));
  }
  const unread = Object.fromEntries(ignored.map((name) => [name, query[name] ?? '']));
  return { filters, after, live: query['live'] === '1', problems, unread };
}

/** The filters as they stand in an address. */
export function filterParams(filters: RequestFilters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)]));
}
