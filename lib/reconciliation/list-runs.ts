import { requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import type { ReconciliationHead, ReconciliationRun } from './run-schemas';
import { storedResultSchema } from './stored-result';

const SHOWN = 50;

/** Comparisons of a workspace's books, newest first. Throws `forbidden` and `not_found`. */
export async function listReconciliations(
  viewer: Viewer,
  workspaceId: string,
): Promise<ReconciliationHead[]> {
  requireRight(viewer, 'config.read');
  const workspace = await openWhole(viewer, workspaceId);
  const rows = await db().reconciliationRun.findMany({
    where: { workspaceId: workspace.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
  });
  return rows.map((row) => {
    const { agrees, entries, attempts, billedUsd, bookedUsd, deltaUsd, uncertainUsd, counts } =
      storedResultSchema.parse(row.result);
    const sums = { entries, attempts, billedUsd, bookedUsd, deltaUsd, uncertainUsd };
    return { ...headOf(row), agrees, ...sums, counts };
  });
}

/** One comparison with all that it found. Throws `forbidden`, and `not_found` also for one that the viewer may not see. */
export async function getReconciliation(viewer: Viewer, id: string): Promise<ReconciliationRun> {
  requireRight(viewer, 'config.read');
  const row = await db().reconciliationRun.findUnique({ where: { id } });
  if (row === null) throw new GatewayError('not_found', 'There is no such reconciliation.');
  await openWhole(viewer, row.workspaceId);
  return { ...headOf(row), result: storedResultSchema.parse(row.result) };
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['reconciliationRun']['findUnique']>>>;

function headOf({ id, workspaceId, provider, source, author, createdAt }: Row) {
  return { id, workspace: workspaceId, provider, source, author, createdAt: createdAt.toISOString() };
}
