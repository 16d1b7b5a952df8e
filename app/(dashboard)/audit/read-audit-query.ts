import { listAuditSchema, type AuditFilters } from '@/lib/audit/list';
import type { T } from '@/lib/i18n/t';

const FILTERS = ['actor', 'action', 'subject', 'from', 'to', 'before'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The address of the page as a question to the log. What cannot be read is left out and named. */
export function readAuditQuery(
  t: T,
  query: Record<string, string | undefined>,
): {
  filters: AuditFilters;
  problems: string[];
  /** What is wrong with a filter, by its name. */
  wrong: Record<string, string>;
} {
  const filters: Record<string, string> = {};
  const problems: string[] = [];
  const wrong: Record<string, string> = {};
  for (const name of FILTERS) {
    const text = query[name]?.trim();
    if (text === undefined || text === '') continue;
    const value = DAY.test(text) ? dayStart(text, name === 'to') : text;
    if (value !== undefined && listAuditSchema.safeParse({ [name]: value }).success) filters[name] = value;
    else {
      problems.push(t('The filter “{name}” could not be read and is left out.', { name }));
      wrong[name] = t('cannot be read');
    }
  }
  const { from, to } = filters;
  if (from !== undefined && to !== undefined && from >= to)
    wrong['to'] = t('The range ends before it starts.');
  return { filters, problems, wrong };
}

/** A day in UTC; the last day of a span counts whole. */
function dayStart(day: string, isLast: boolean): string | undefined {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms + (isLast ? DAY_MS : 0)).toISOString();
}
