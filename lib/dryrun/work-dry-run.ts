import type pg from 'pg';
import { z } from 'zod';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { draftContentSchema } from '@/lib/drafts/schemas';
import { posteriorRow } from '@/lib/feedback/beliefs';
import { countPast, type PastSpan } from './read-past';
import { replaySpan } from './replay-span';

/** A run whose worker has said nothing for so long is somebody else's. */
const SILENT = "interval '30 seconds'";
const MAX_TRIES = 3;
/** How often a running one says how far it is. */
const TELL_EVERY_MS = 500;

const claimed = z.object({
  id: z.string(),
  /** Which try this is: of two workers that hold the same run for theirs, only the later one is heard. */
  tries: z.int(),
  workspaceId: z.string(),
  teams: z.array(z.string()).nullable(),
  content: draftContentSchema,
  from: z.date(),
  to: z.date(),
});
type Claimed = z.infer<typeof claimed>;

/** Runs that killed every worker that began them. */
const GIVE_UP = `UPDATE dry_run SET state = 'lost', ended_at = now(),
    problem = 'The process that ran it ended ' || tries || ' times. Try a shorter period.'
  WHERE state = 'running' AND heartbeat_at < now() - ${SILENT} AND tries >= ${MAX_TRIES}`;

/** The oldest run that waits, or whose worker died: each worker another one. */
const CLAIM = `UPDATE dry_run SET state = 'running', tries = tries + 1, processed = 0, heartbeat_at = now(),
    started_at = coalesce(started_at, now())
  WHERE id = (
    SELECT id FROM dry_run
    WHERE state = 'waiting' OR (state = 'running' AND heartbeat_at < now() - ${SILENT})
    ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, tries, workspace_id AS "workspaceId", teams, content, from_at AS "from", to_at AS "to"`;

const TELL = `UPDATE dry_run SET processed = $2, total = $3, heartbeat_at = now()
  WHERE id = $1 AND tries = $4 AND state = 'running' RETURNING cancel_asked AS "cancelAsked"`;

const END = `UPDATE dry_run SET state = $2, ended_at = now(), processed = $3, result = $4::jsonb, problem = $5
  WHERE id = $1 AND tries = $6 AND state = 'running'`;

class Cancelled extends Error {}

export interface WorkDryRun {
  /** `replay` has the connection to itself while a run lasts; `control` is for what is said of it. */
  replay: pg.Client | pg.PoolClient;
  control: pg.Pool;
  signal: AbortSignal;
  nowMs: () => number;
}

async function readWorld(client: pg.ClientBase) {
  const newest = await client.query(
    'SELECT version, document FROM config_version ORDER BY version DESC LIMIT 1',
  );
  const posteriors = await client.query('SELECT workspace_id, task, model, good, bad FROM routing_posterior');
  const row = z.object({ version: z.int(), document: configDocumentSchema }).optional().parse(newest.rows[0]);
  return {
    version: row?.version ?? 0,
    document: row?.document ?? configDocumentSchema.parse({}),
    posteriors: z.array(posteriorRow).parse(posteriors.rows),
  };
}

async function run({ replay, control, signal, nowMs }: WorkDryRun, claim: Claimed): Promise<void> {
  const { id, tries, workspaceId, teams, content, from, to } = claim;
  const span: PastSpan = { workspaceId, from, to, teams };
  const total = await countPast(replay, span);
  let toldAt = Number.NEGATIVE_INFINITY;
  let processed = 0;
  const tell = async (count: number) => {
    processed = count;
    // What a stopped worker leaves behind is begun anew by the next one, not ended.
    signal.throwIfAborted();
    if (nowMs() - toldAt < TELL_EVERY_MS) return;
    toldAt = nowMs();
    const { rows } = await control.query<{ cancelAsked: boolean }>(TELL, [id, count, total, tries]);
    if (rows[0]?.cancelAsked !== false) throw new Cancelled();
  };
  await tell(0);
  const task = { ...(await readWorld(replay)), content, span };
  const result = await replaySpan(replay, task, tell, nowMs);
  await control.query(END, [id, 'done', processed, JSON.stringify(result), '', tries]);
}

/**
 * Does the next dry run there is; false when there is none. A run ends as done, cancelled or failed, and only a worker
 * that dies or stops leaves one running: the next one begins it again. Throws when the database does, or when aborted.
 */
export async function workDryRun(work: WorkDryRun, onError: (error: unknown) => void): Promise<boolean> {
  const { control, signal } = work;
  await control.query(GIVE_UP);
  const { rows } = await control.query(CLAIM);
  if (rows[0] === undefined) return false;
  const { id, tries } = claimed.pick({ id: true, tries: true }).parse(rows[0]);
  try {
    await run(work, claimed.parse(rows[0]));
  } catch (error) {
    if (signal.aborted) {
      await control.query(
        `UPDATE dry_run SET state = 'waiting', tries = tries - 1
          WHERE id = $1 AND state = 'running' AND tries = $2`,
        [id, tries],
      );
      throw error;
    }
    const state = error instanceof Cancelled ? 'cancelled' : 'failed';
    if (state === 'failed') onError(error);
    const problem =
      state === 'failed' ? 'It could not be run to its end; the log of the worker says why.' : '';
    await control.query(END, [id, state, 0, null, problem, tries]);
  }
  return true;
}
