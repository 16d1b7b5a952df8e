import { teamsSeen } from '@/lib/access/reach';
import { Prisma } from '@/lib/generated/prisma/client';
import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import type { Facet } from '@/lib/ledger/rollup/cubes';
import type { Viewer } from '@/lib/users/viewer';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { isWholeDays, planSource } from './sql/plan-source';
import { sourceSql } from './sql/source-sql';

/** What a metric is asked of: one workspace and a span of whole quarter hours. */
export interface Scope {
  workspaceId: string;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** True when a span can be answered from local days. Never while the days are still those of another zone. */
export function canUseDays(workspace: WorkspaceInfo, span: { from: Date; to: Date }): boolean {
  return (
    workspace.dayZone === workspace.reportingZone && isWholeDays(span, workspace.reportingZone, new Date())
  );
}

/** Who sees some teams only needs the column that tells them apart. */
export function teamColumn(teams: readonly string[] | undefined): RollupDimension[] {
  return teams === undefined ? [] : ['team'];
}

/**
 * Authorises the viewer, then gives `FROM … WHERE …` over the cheapest rollups `s` that have the columns: what of them the
 * viewer may see.
 * `quarters`: buckets below a day are needed. Throws `forbidden` or `not_found`.
 */
export async function rollupsIn(
  viewer: Viewer,
  scope: Scope,
  columns: readonly RollupDimension[],
  { quarters = false } = {},
): Promise<Prisma.Sql> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const wholeDays = !quarters && canUseDays(workspace, scope);
  const teams = teamsSeen(viewer, workspace.id);
  const plan = planSource({ dimensions: [], columns: [...columns, ...teamColumn(teams)], wholeDays });
  return sourceSql(plan, { ...scope, workspaceId: workspace.id, dayZone: workspace.dayZone, teams }, {}, []);
}

/**
 * The same for one end user or tag (`name=value`, or `name` whatever its value), of which only whole days are kept; other
 * spans are read from the rows. Throws `forbidden` or `not_found`.
 */
export async function facetIn(
  viewer: Viewer,
  scope: Scope,
  facet: Facet,
  value: string,
): Promise<Prisma.Sql> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const teams = teamsSeen(viewer, workspace.id);
  const wholeDays = canUseDays(workspace, scope);
  const anyValue = facet === 'tag' && !value.includes('=');
  const plan = planSource({ dimensions: [facet], columns: teamColumn(teams), wholeDays });
  const { id: workspaceId, dayZone, pairsUntil } = workspace;
  const span = { ...scope, workspaceId, dayZone, pairsUntil, teams };
  if (!anyValue || plan.kind === 'rows') return sourceSql(plan, span, { [facet]: value }, []);
  return Prisma.sql`${sourceSql(plan, span, {}, [])} AND starts_with(s.facet, ${`${value}=`})`;
}
