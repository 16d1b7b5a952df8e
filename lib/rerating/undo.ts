import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openWhole } from '@/lib/access/open-whole';
import { actorOf } from '@/lib/audit/actor';
import { appendAuditBySql } from '@/lib/audit/append-by-sql';
import { GatewayError } from '@/lib/errors/gateway-error';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { requireRun, runChange } from './apply';
import { CostChanges } from './book-changes';
import { insertAdjustments, type Adjustment } from './insert-adjustments';
import { assertMayRerate } from './preview';
import type { BookedAttempt } from './read-attempts';
import { closeRun, findRun, insertRun } from './runs';
import type { ReratingRun } from './schemas';
import { withBooks } from './with-books';

const BATCH = 2_000;

/** Adjustments of the run, as they are to be turned round. */
const READ = `
  SELECT p.id::text, p.request_started_at AS at, p.request_id AS "requestId", p.attempt, a.provider, a.model,
    trim_scale(p.to_usd)::text AS "costUsd", p.to_price_ids AS "priceIds", trim_scale(p.from_usd)::text AS "fromUsd",
    p.from_price_ids AS "fromPriceIds", trim_scale(p.delta_usd)::text AS "deltaUsd", p.uncosted_delta AS "uncostedDelta",
    r.key_id AS "keyId", r.workspace_id AS "workspaceId", r.team, r.end_user AS "endUser",
    r.requested_model AS "requestedModel", r.task, r.rule_id AS "ruleId", r.outcome, r.tags,
    r.cache, r.provider AS "requestProvider", r.attempt_count AS "attemptCount",
    r.route, a.outcome AS "attemptOutcome"
  FROM price_adjustment p
  JOIN request r ON r.started_at = p.request_started_at AND r.id = p.request_id
  JOIN attempt a ON a.request_started_at = p.request_started_at AND a.request_id = p.request_id AND a.attempt = p.attempt
  WHERE p.run_id = $1 AND p.id > $2 ORDER BY p.id LIMIT ${BATCH}`;

type Applied = BookedAttempt & {
  id: string;
  fromUsd: string | null;
  fromPriceIds: string[];
  deltaUsd: string;
  uncostedDelta: number;
};

/** A later run that built on this one has to go first: its rows say from which cost they came. */
const LATER = `
  SELECT later.id FROM rerating_run AS later JOIN rerating_run AS run ON run.id = $1
  WHERE later.kind = 'rerate' AND later.workspace_id = run.workspace_id AND later.created_at > run.created_at
    AND later.from_at < run.to_at AND later.to_at > run.from_at
    AND NOT EXISTS (SELECT 1 FROM rerating_run AS undo WHERE undo.reverses_id = later.id)
  ORDER BY later.created_at DESC LIMIT 1`;

/**
 * Books a run's adjustments the other way round, in one transaction; both stay on the books. A second time gives the
 * same answer. Throws `conflict` for an undo, for a run that a later one builds on and for one
 * of which something is not kept any more, `not_found`, `forbidden`.
 */
export async function undoRerating(viewer: Viewer, id: string): Promise<ReratingRun> {
  assertMayRerate(viewer);
  return withBooks('write', async (client) => {
    const run = requireRun(await findRun(client, id));
    await openWhole(viewer, run.workspace);
    if (run.undoneBy !== null) return requireRun(await findRun(client, run.undoneBy));
    if (run.kind === 'undo')
      throw new GatewayError('conflict', 'This is an undo already: re-rate again instead.');
    const { rows } = await client.query<{ id: string }>(LATER, [id]);
    if (rows[0] !== undefined)
      throw new GatewayError(
        'conflict',
        `The re-rating ${rows[0].id} came later and builds on this one: undo it first.`,
      );
    const undo = { ...run, id: randomUUID(), kind: 'undo' as const, reversesId: id, author: viewer.email };
    await insertRun(client, { ...undo, note: `Undo of ${id}` });
    await reverse(client, run, undo.id);
    const done = requireRun(await findRun(client, undo.id));
    await appendAuditBySql(client, actorOf(viewer), runChange('rerating.undo', done));
    return done;
  });
}

/** All of the run or nothing: what retention has dropped could not be given back. */
async function reverse(
  client: pg.Client,
  { id, attempts }: Pick<ReratingRun, 'id' | 'attempts'>,
  undoId: string,
): Promise<void> {
  const changes = new CostChanges();
  let last = '0';
  let count = 0;
  for (;;) {
    const { rows } = await client.query<Applied>(READ, [id, last]);
    await insertAdjustments(client, undoId, rows.map(reversed));
    for (const row of rows) changes.add(row, formatPico(-parseUsd(row.deltaUsd)), -row.uncostedDelta);
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
    count += rows.length;
  }
  if (count < attempts)
    throw new GatewayError(
      'conflict',
      'Some of the requests that it changed are not kept any more, so it can’t be undone whole.',
    );
  await closeRun(client, undoId);
  await changes.book(client);
}

function reversed(row: Applied): Adjustment {
  return {
    attempt: row,
    toUsd: row.fromUsd,
    deltaUsd: formatPico(-parseUsd(row.deltaUsd)),
    uncostedDelta: -row.uncostedDelta,
    toPriceIds: row.fromPriceIds,
    lines: [],
  };
}
