import type pg from 'pg';
import { closeBlocks } from '@/lib/ledger/rollup/close-blocks';
import { closePairs } from '@/lib/ledger/rollup/close-pairs';
import { seedDays } from './days';
import { SEEDED_NAME, writeDay } from './write';

export interface SeedOptions {
  workspaceId: string;
  requests: number;
  days: number;
  until: Date;
  seed: number;
  amongReal: boolean;
}

/**
 * Writes a history into a workspace, which is made if need be. Days that are there already are left, so that a run that
 * was interrupted can be repeated. Throws when the workspace has real requests, unless told, or another seeded history.
 */
export async function seedWorkspace(
  client: pg.ClientBase,
  options: SeedOptions,
  say: (line: string) => void,
): Promise<void> {
  const { workspaceId, requests } = options;
  await client.query(
    `INSERT INTO workspace (id, name, is_demo) VALUES ($1, $2, true) ON CONFLICT DO NOTHING`,
    [workspaceId, SEEDED_NAME],
  );
  if (!options.amongReal) await refuseReal(client, workspaceId);
  await client.query(`SET synchronous_commit = off; SET work_mem = '256MB'; SET jit = off`);
  const { rows } = await client.query<{ zone: string }>(
    'SELECT day_zone AS zone FROM workspace WHERE id = $1',
    [workspaceId],
  );
  const days = seedDays({ ...options, zone: rows[0]?.zone ?? 'UTC' });
  const started = performance.now();
  let added = 0;
  for (const [index, day] of days.entries()) {
    const isNew = day.requests > 0 && (await writeDay(client, workspaceId, day, options.seed));
    if (isNew) added += day.requests;
    const done = day.requests === 0 ? 'none' : isNew ? `+${day.requests}` : 'there already';
    const seconds = (performance.now() - started) / 1000;
    const written = day.first + day.requests;
    say(
      `${index + 1}/${days.length} ${day.from.toISOString().slice(0, 10)} ${done} · ${written} of ${requests} · ${seconds.toFixed(0)} s`,
    );
  }
  await closePairs(client, new Date());
  await closeBlocks(client, new Date());
  await client.query('ANALYZE request, attempt, rollup_15m, rollup_day, rollup_pair');
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`Seeded ${added} requests in ${seconds} s; ${requests - added} were there already.`);
}

async function refuseReal(client: pg.ClientBase, workspaceId: string): Promise<void> {
  const { rows } = await client.query(
    `SELECT 1 FROM request WHERE workspace_id = $1 AND door NOT IN ('seed', 'demo') LIMIT 1`,
    [workspaceId],
  );
  if (rows.length > 0)
    throw new Error(`The workspace “${workspaceId}” has real requests. Name another, or say --among-real.`);
}
