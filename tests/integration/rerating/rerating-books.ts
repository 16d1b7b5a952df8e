import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { PriceRow } from '@/lib/pricing/price-row';
import { attempt, done, header } from '../ledger/sample-records';
import { row } from '../../unit/pricing/price-rows';

export const FROM = '2026-11-03T00:00:00Z';
export const TO = '2026-11-05T00:00:00Z';
export const NOON = Date.UTC(2026, 10, 3, 12, 7);
const DAY_MS = 86_400_000;

const price = (meter: 'in.text' | 'out.text', rate: string, more: Partial<PriceRow> = {}) =>
  row({ provider: 'sim', model: 'small-1', meter, rate, id: `${meter} ${rate}`, ...more });

/** What the attempts below were billed by: 100 × 0.10 + 20 × 0.20 per 1 M = $0.000014. */
export const OLD_PRICES = [price('in.text', '0.10'), price('out.text', '0.20')];
/** The output was dearer all the time: $0.00002. A model that had no price gets one. */
export const CORRECTED = [
  ...OLD_PRICES,
  price('out.text', '0.5', { priority: 1, source: 'admin:a@example.com' }),
  row({ provider: 'sim', model: 'new-1', meter: 'in.text', rate: '1', id: 'new in' }),
  row({ provider: 'sim', model: 'new-1', meter: 'out.text', rate: '2', id: 'new out' }),
];

export const dearer = (rate: string) =>
  price('out.text', rate, { priority: 2, source: 'admin:a@example.com' });

/** Three days of traffic: 2 priced, 1 unpriced a day under two keys; the last day lies outside of the span. */
export function traffic() {
  return [0, 1, 2].flatMap((day) => {
    const startedAt = NOON + day * DAY_MS;
    const request = (id: string, keyId: string) =>
      header(`req_${day}_${id}`, { startedAt, keyId, endUser: 'ann' });
    const unpriced = attempt({
      startedAt,
      model: 'new',
      upstreamModel: 'new-1',
      cost: { state: 'unpriced', totalUsd: null, lines: [], unpricedMeters: ['in.text', 'out.text'] },
    });
    return [
      done(`req_${day}_a`, { request: request('a', 'key-1'), attempts: [attempt({ startedAt })] }),
      done(`req_${day}_b`, { request: request('b', 'key-2'), attempts: [attempt({ startedAt })] }),
      done(`req_${day}_c`, { request: request('c', 'key-2'), attempts: [unpriced] }),
    ];
  });
}

export async function publish(pool: pg.Pool, prices: readonly PriceRow[]): Promise<void> {
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [
    JSON.stringify({ prices }),
  ]);
}

/** A budget in the month of the traffic, opened now: what it holds is added up from the books. */
export async function openBudget(pool: pg.Pool, kind: string, value: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT budget_window_open($1, 'main', $2, $3, 'monthly', '2026-11-01Z', '2026-12-01Z', 10, 'soft', '{}', 1) AS id`,
    [randomUUID(), kind, value],
  );
  return rows[0]?.id ?? '';
}

export async function spentOf(pool: pg.Pool, id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ spent: string }>(
    'SELECT trim_scale(spent_usd)::text AS spent FROM budget_window WHERE id = $1',
    [id],
  );
  return rows[0]?.spent;
}
