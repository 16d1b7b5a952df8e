import type pg from 'pg';
import type { Lesson } from '@/lib/resilience/lesson';

type Queries = Pick<pg.Pool, 'query'>;

/** Where a probed target stands. Times are epoch ms of the database's clock. */
export interface ProbeState {
  provider: string;
  model: string;
  nextMs: number;
  streak: number;
}

const msOf = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

/** Whether any provider of the configuration in force wants probes; nothing else is looked at where none does. */
export async function anyWanted(pool: Queries): Promise<boolean> {
  const { rows } = await pool.query<{ wanted: boolean }>(
    `SELECT document @? '$.providers[*].probe' AS wanted FROM config_version ORDER BY version DESC LIMIT 1`,
  );
  return rows[0]?.wanted === true;
}

/** The database's time, and where the targets stand. */
export async function readStates(pool: Queries): Promise<{ nowMs: number; states: ProbeState[] }> {
  const { rows } = await pool.query<{ nowMs: number; states: ProbeState[] | null }>(
    `SELECT ${msOf('now()')} AS "nowMs", (SELECT json_agg(json_build_object('provider', provider, 'model', model,
       'nextMs', ${msOf('next_at')}, 'streak', streak)) FROM target_probe) AS states`,
  );
  const [row] = rows;
  return { nowMs: row?.nowMs ?? 0, states: row?.states ?? [] };
}

export async function addTarget(pool: Queries, { provider, model, nextMs }: ProbeState): Promise<void> {
  await pool.query(
    `INSERT INTO target_probe (provider, model, next_at) VALUES ($1, $2, ${at('$3')}) ON CONFLICT DO NOTHING`,
    [provider, model, nextMs],
  );
}

/** Sets the next time; false: another worker was there first, and the turn is its own. */
export async function claim(pool: Queries, state: ProbeState, nextMs: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE target_probe SET next_at = ${at('$4')} WHERE provider = $1 AND model = $2 AND next_at = ${at('$3')}`,
    [state.provider, state.model, state.nextMs, nextMs],
  );
  return rowCount === 1;
}

export interface ProbeResult {
  requestId: string;
  lesson: Lesson;
  streak: number;
  /** From now, ms. */
  pauseMs: number;
}

export async function storeResult(
  pool: Queries,
  { provider, model }: ProbeState,
  { requestId, lesson, streak, pauseMs }: ProbeResult,
): Promise<void> {
  await pool.query(
    `UPDATE target_probe SET probed_at = now(), next_at = now() + $6 * interval '1 ms', streak = $5, request_id = $3,
       lesson = $4 WHERE provider = $1 AND model = $2`,
    [provider, model, requestId, JSON.stringify(lesson), streak, pauseMs],
  );
}

/** What was found out in the last half minute: a process that missed some of it hears the rest. */
export async function readLessons(pool: Queries): Promise<{ name: string; at: string; lesson: unknown }[]> {
  const { rows } = await pool.query<{ name: string; at: string; lesson: unknown }>(
    `SELECT provider || '/' || model AS name, probed_at::text AS at, lesson FROM target_probe
     WHERE probed_at > now() - interval '30 seconds' AND lesson IS NOT NULL`,
  );
  return rows;
}
