import { teamsSeen } from '@/lib/access/reach';
import { requireRight } from '@/lib/access/may';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { jobsPool } from './jobs-pool';
import { BATCH_COLUMNS, batchSchema, type Batch } from './schemas';

const SHOWN = 100;
/** For a WHERE; $2: the teams that a viewer sees, null for all. */
export const ofSeenTeams = (table: 'batch' | 'benchmark') => `($2::text[] IS NULL OR key_id IN (
  SELECT k.id FROM virtual_key k WHERE k.workspace_id = ${table}.workspace_id AND k.team = ANY($2)))`;
const OF_SEEN_TEAMS = ofSeenTeams('batch');

/** Batches of a workspace that the viewer sees, newest first. Throws `forbidden` and `not_found`. */
export async function listBatches(viewer: Viewer, workspaceId: string): Promise<Batch[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const teams = teamsSeen(viewer, workspace.id);
  const { rows } = await jobsPool().query(
    `SELECT ${BATCH_COLUMNS} FROM batch WHERE workspace_id = $1 AND ${OF_SEEN_TEAMS}
     ORDER BY batch.created_at DESC, id DESC LIMIT ${SHOWN}`,
    [workspace.id, teams ?? null],
  );
  return rows.map((row) => batchSchema.parse(row));
}

/** One batch. Throws `forbidden`, and `not_found` also for one that the viewer may not see. */
export async function getBatch(viewer: Viewer, id: string): Promise<Batch> {
  const { rows } = await jobsPool().query(`SELECT ${BATCH_COLUMNS} FROM batch WHERE id = $1`, [id]);
  const batch = rows.length === 0 ? undefined : batchSchema.parse(rows[0]);
  const seen = batch === undefined ? [] : await listBatchIds(viewer, batch.workspaceId, id);
  if (batch === undefined || seen.length === 0)
    throw new GatewayError('not_found', 'There is no such batch.', { param: 'id' });
  return batch;
}

/** The same, for who may start and end batches. Throws `forbidden` also without that right. */
export async function getBatchToRun(viewer: Viewer, id: string): Promise<Batch> {
  requireRight(viewer, 'job.run');
  return getBatch(viewer, id);
}

async function listBatchIds(viewer: Viewer, workspaceId: string, id: string): Promise<unknown[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const { rows } = await jobsPool().query(
    `SELECT id FROM batch WHERE workspace_id = $1 AND ${OF_SEEN_TEAMS} AND id = $3`,
    [workspace.id, teamsSeen(viewer, workspace.id) ?? null, id],
  );
  return rows;
}
