import type pg from 'pg';
import { addToDays, DAY_COLUMNS } from './day-from-quarters';

const COLUMNS = DAY_COLUMNS.join(', ');
/** To sort wide rows in, for this transaction: on the disk it takes half as long again. */
const ENOUGH_MEMORY = `set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
const FOLD = `WITH taken AS (DELETE FROM rollup_pending RETURNING ${COLUMNS})
  ${addToDays(`SELECT ${COLUMNS} FROM taken`)}`;

/**
 * Adds what is pending to the days. Whoever reads both at once sees each figure once, before and after. Leaves it to the
 * other when somebody folds already. In a transaction of the caller, who holds the rollups (`holdRollups`).
 */
export async function foldDays(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtext('tollgate.fold')) AS mine, ${ENOUGH_MEMORY}`,
  );
  if (rows[0]?.mine === true) await client.query({ name: 'ledger-fold-days', text: FOLD });
}
