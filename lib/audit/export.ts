import { csvLine } from '@/lib/exports/csv';
import type { Viewer } from '@/lib/users/viewer';
import { listAudit, type AuditFilters } from './list';

const PAGE = 500;
const COLUMNS = [
  'seq',
  'at',
  'actor',
  'actor_id',
  'address',
  'action',
  'subject',
  'workspace',
  'before',
  'after',
];

/** All entries that match, newest first, as CSV that is made while it is read. Throws `forbidden` before the first line. */
export async function exportAudit(
  viewer: Viewer,
  filters: Omit<AuditFilters, 'limit' | 'before'>,
): Promise<AsyncGenerator<string>> {
  const first = await listAudit(viewer, { ...filters, limit: PAGE });
  return lines(viewer, filters, first);
}

async function* lines(
  viewer: Viewer,
  filters: Omit<AuditFilters, 'limit' | 'before'>,
  first: Awaited<ReturnType<typeof listAudit>>,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (let page = first; page.length > 0;) {
    for (const { seq, at, actor, action, subject, workspaceId, before, after } of page)
      yield csvLine([
        { number: String(seq) },
        ...[at, actor.name, actor.id, actor.address ?? null, action, `${subject.kind} ${subject.id}`],
        workspaceId ?? null,
        JSON.stringify(before ?? null),
        JSON.stringify(after ?? null),
      ]);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    page = await listAudit(viewer, { ...filters, before: last.seq, limit: PAGE });
  }
}
