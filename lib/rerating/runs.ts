import type pg from 'pg';
import { z } from 'zod';
import { runSchema, type ReratingRun } from './schemas';

const iso = z.date().transform((at) => at.toISOString());
const row = runSchema.extend({ from: iso, to: iso, createdAt: iso });

const SELECT = `
  SELECT run.id, run.workspace_id AS workspace, run.kind, run.reverses_id AS "reversesId",
    (SELECT id FROM rerating_run AS undo WHERE undo.reverses_id = run.id) AS "undoneBy",
    run.from_at AS "from", run.to_at AS "to", run.provider, run.model, run.config_version AS "configVersion",
    run.attempts, trim_scale(run.delta_usd)::text AS "deltaUsd", run.author, run.note, run.created_at AS "createdAt"
  FROM rerating_run AS run`;

export async function findRun(client: pg.ClientBase, id: string): Promise<ReratingRun | undefined> {
  const { rows } = await client.query(`${SELECT} WHERE run.id = $1`, [id]);
  return rows[0] === undefined ? undefined : row.parse(rows[0]);
}

/** Newest first. */
export async function runsOf(
  client: pg.ClientBase,
  workspaceId: string,
  limit: number,
): Promise<ReratingRun[]> {
  const where = 'WHERE run.workspace_id = $1 ORDER BY run.created_at DESC, run.id LIMIT $2';
  const { rows } = await client.query(`${SELECT} ${where}`, [workspaceId, limit]);
  return z.array(row).parse(rows);
}

type NewRun = Pick<
  ReratingRun,
  'id' | 'workspace' | 'kind' | 'reversesId' | 'provider' | 'model' | 'configVersion' | 'author' | 'note'
> & { from: Date | string; to: Date | string };

/** The record of a run, before its adjustments refer to it. */
export async function insertRun(client: pg.ClientBase, run: NewRun): Promise<void> {
  await client.query(
    `INSERT INTO rerating_run (id, workspace_id, kind, reverses_id, from_at, to_at, provider, model, config_version,
       author, note, attempts, delta_usd, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, clock_timestamp())`,
    [
      run.id,
      run.workspace,
      run.kind,
      run.reversesId,
      run.from,
      run.to,
      run.provider,
      run.model,
      run.configVersion,
      run.author,
      run.note,
    ],
  );
}

/** What its adjustments came to, within the transaction that inserted them. */
export async function closeRun(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(
    `UPDATE rerating_run SET (attempts, delta_usd) =
       (SELECT count(*), coalesce(sum(delta_usd), 0) FROM price_adjustment WHERE run_id = $1)
     WHERE id = $1`,
    [id],
  );
}
