import type pg from 'pg';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { inTransaction } from '@/lib/database/in-transaction';
import { GatewayError } from '@/lib/errors/gateway-error';
import { linesOf } from '@/lib/files/lines';
import { findFile, readFile } from '@/lib/files/read';
import { resolveTarget } from '@/lib/routing/select-targets';
import { checkLine, lineName, type CheckedLine } from './check-line';
import { MAX_ITEMS, MAX_LINE_BYTES, type Batch, type BatchProblem } from './schemas';
import type { Queryable } from './store';

const ROWS_AT_ONCE = 500;
const PROBLEMS_KEPT = 100;

export interface TakenIn {
  total: number;
  /** At most 100 of them. */
  problems: BatchProblem[];
  /** Lines that cannot be sent, however many. */
  bad: number;
}

/**
 * Reads the file of a batch line by line into items, all of them before any is sent. Lines that cannot be sent are told of,
 * and with `onBadLine: report` kept as failed items. What an earlier try took in is replaced. Memory is bounded but for the
 * custom_ids. Throws `not_found` when the file is removed before its end.
 */
export function takeIn(pool: pg.Pool, batch: Batch, snapshot: Snapshot): Promise<TakenIn> {
  return inTransaction(pool, async (client) => {
    await client.query('DELETE FROM batch_item WHERE batch_id = $1', [batch.id]);
    const taken = await read(pool, client, batch, snapshot);
    await client.query('UPDATE batch SET total = $2, failed = $3 WHERE id = $1', [
      batch.id,
      taken.total,
      batch.options.onBadLine === 'report' ? taken.bad : 0,
    ]);
    return taken;
  });
}

async function read(
  pool: pg.Pool,
  client: Queryable,
  { id, keyId, endpoint, inputFileId, options }: Batch,
  snapshot: Snapshot,
): Promise<TakenIn> {
  const seen = new Set<string>();
  const rules = {
    endpoint,
    isModel: modelNames(snapshot),
    isKnown: (customId: string) => seen.size === seen.add(customId).size,
  };
  const taken: TakenIn = { total: 0, problems: [], bad: 0 };
  let waiting: ItemRow[] = [];
  const file = await findFile(pool, { keyId }, inputFileId);
  if (file === undefined) throw new GatewayError('not_found', 'The file was removed before it was read.');
  for await (const line of linesOf(readFile(pool, file), MAX_LINE_BYTES)) {
    if (taken.total === MAX_ITEMS) {
      taken.bad += 1;
      const message = `A batch has ${MAX_ITEMS} lines at most.`;
      taken.problems.unshift({ code: 'too_many_lines', message, line: line.number });
      break;
    }
    taken.total += 1;
    const verdict = checkLine(line, rules);
    if (verdict.kind === 'bad') {
      taken.bad += 1;
      if (taken.problems.length < PROBLEMS_KEPT) taken.problems.push(verdict.problem);
    }
    if (verdict.kind === 'good' || options.onBadLine === 'report') waiting.push(rowOf(verdict, line.number));
    if (waiting.length < ROWS_AT_ONCE) continue;
    await insert(client, id, waiting);
    waiting = [];
  }
  await insert(client, id, waiting);
  return taken;
}

/** Names of models and aliases, and those that some rule speaks of, such as `auto`. */
function modelNames(snapshot: Snapshot): (name: string) => boolean {
  const rules = JSON.stringify(snapshot.rules);
  return (name) =>
    snapshot.models.has(name) ||
    resolveTarget(name, snapshot).length > 0 ||
    rules.includes(JSON.stringify(name));
}

interface ItemRow extends CheckedLine {
  state: 'pending' | 'failed';
  problem: string | null;
}

function rowOf(verdict: ReturnType<typeof checkLine>, line: number): ItemRow {
  if (verdict.kind === 'good') return { ...verdict.item, state: 'pending', problem: null };
  const { code, message } = verdict.problem;
  const customId = verdict.customId ?? lineName(line);
  return { line, customId, body: '{}', state: 'failed', problem: JSON.stringify({ code, message }) };
}

async function insert(client: Queryable, batchId: string, rows: readonly ItemRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO batch_item (batch_id, line, custom_id, body, state, problem)
     SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])`,
    [
      batchId,
      rows.map(({ line }) => line),
      rows.map(({ customId }) => customId),
      rows.map(({ body }) => body),
      rows.map(({ state }) => state),
      rows.map(({ problem }) => problem),
    ],
  );
}
