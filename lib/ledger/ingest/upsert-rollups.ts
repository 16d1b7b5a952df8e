import type pg from 'pg';
import { ADDITIONS, DAY_KEY, MERGED, QUARTER_KEY, SUMS } from '../rollup/columns';
import { columnList, recordset } from './recordset';
import type { RollupDelta } from './rollup-delta';

const QUARTER = { ...QUARTER_KEY, ...SUMS, ...MERGED };

const UPSERT_QUARTERS = `
  INSERT INTO rollup_15m AS old (${columnList(QUARTER)})
  SELECT ${columnList(QUARTER)} FROM ${recordset(QUARTER)}
  ON CONFLICT (${columnList(QUARTER_KEY)}) DO UPDATE SET ${ADDITIONS}`;

const PENDING = { ...DAY_KEY, ...SUMS, ...MERGED };

/** A plain insert: `foldDays` adds them to the days, many batches at once. */
const INSERT_PENDING = `
  INSERT INTO rollup_pending (${columnList(PENDING)}) SELECT ${columnList(PENDING)} FROM ${recordset(PENDING)}`;

/** In the transaction of the rows: a rebuild of rollups waits for it, and it for a rebuild. */
export async function holdRollups(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock_shared(hashtext('tollgate.rollups'))");
}

/**
 * Adds the deltas, which come in the order of their keys and may be negative, to the quarter hours, and to what is
 * pending for the days. The caller holds the rollups (`holdRollups`).
 */
export async function upsertRollups(client: pg.ClientBase, deltas: readonly RollupDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const rows = deltas.map((delta) => delta.toRow());
  const quarters = JSON.stringify(rows.filter((_, index) => deltas[index]?.dimensions.cube === ''));
  await client.query({ name: 'ledger-upsert-quarters', text: UPSERT_QUARTERS, values: [quarters] });
  const pending = JSON.stringify(rows.map(shortened));
  await client.query({ name: 'ledger-insert-pending', text: INSERT_PENDING, values: [pending] });
}

type Row = ReturnType<RollupDelta['toRow']>;

/** Pending rows are only ever summed slot by slot, where a slot that is missing is 0: most of a histogram need not be sent. */
const shortened = (row: Row): Row => ({
  ...row,
  latency_hist: withoutLastZeros(row['latency_hist']),
  first_content_hist: withoutLastZeros(row['first_content_hist']),
});

function withoutLastZeros(histogram: unknown): unknown {
  if (!Array.isArray(histogram)) return histogram;
  return histogram.slice(0, histogram.findLastIndex((count) => count !== 0) + 1);
}
