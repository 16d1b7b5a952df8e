import type pg from 'pg';
import { place } from '@/lib/ledger/log/place';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import { LEASE_TTL_MS, type LeaseStore } from './lease-store';
import { openWindow } from './open-window';

/** Up to 2 % of the limit at a time: small enough for what stays unspent, large enough to ask seldom. */
const SLICE_SHARE = 0.02;

const SYNC = `SELECT granted::text, room::text, others::text, lost
  FROM budget_lease_sync($1::bigint, $2, $3, $4::numeric, $5::numeric, $6::numeric, $7::numeric, $8, $9, $10, $11, $12)`;
const RENEW = `UPDATE budget_lease SET expires_at = clock_timestamp() + make_interval(secs => $2)
  WHERE id = ANY ($1::text[]) RETURNING id`;
const TTL_S = LEASE_TTL_MS / 1000;

interface SyncRow {
  granted: string;
  room: string;
  others: string;
  lost: boolean;
}

interface Holder {
  process: string;
  /** Identity of the log directory that this process writes to. */
  directory: string;
}

/** Leases in PostgreSQL, held by this process. */
export function pgLeaseStore(pool: pg.Pool, { process: name, directory }: Holder): LeaseStore {
  return {
    open: (budget, window) => openWindow(pool, budget, window),
    async sync({ windowId, leaseId, seq, keep, need, least, slice }) {
      const amounts = [keep, need, least].map(formatPico);
      const holder = [name, process.pid, place(), directory, TTL_S];
      const values = [windowId, leaseId, seq, ...amounts, slice ? SLICE_SHARE : 0, ...holder];
      const { rows } = await pool.query<SyncRow>({ name: 'budget-lease-sync', text: SYNC, values });
      const [row] = rows;
      if (row === undefined) throw new Error('budget_lease_sync gave no row');
      const { granted, room, others, lost } = row;
      return { granted: parseUsd(granted), room: parseUsd(room), others: parseUsd(others), lost };
    },
    async renew(leaseIds) {
      const { rows } = await pool.query<{ id: string }>(RENEW, [leaseIds, TTL_S]);
      return new Set(rows.map(({ id }) => id));
    },
  };
}
