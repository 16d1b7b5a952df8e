/**
 * A process of its own that writes completions into a log as gateways do, `OFFER_RATE` a second for `OFFER_SECONDS`, or
 * `OFFER_DAYS` days of `OFFER_RATE` requests each as fast as they are taken. Says `{ written }` at its end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { demoRequest } from '@/lib/jobs/demo/demo-request';
import { demoWorld } from '@/lib/jobs/demo/demo-world';
import { openLedgerWriter } from '@/lib/ledger/open-writer';

const DAY_MS = 86_400_000;
const TICK_MS = 10;
const number = (name: string) => Number(process.env[name] ?? 0);
const [rate, seconds, days] = [number('OFFER_RATE'), number('OFFER_SECONDS'), number('OFFER_DAYS')];
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 1 });
const world = demoWorld(await loadSnapshot(pool), Date.now());
await pool.end();
if (world === undefined) throw new Error('there is no model to be served by');
const writer = openLedgerWriter({ directory: process.env['OFFER_DIRECTORY'] ?? '' });
let written = 0;
/** Ids are drawn by number: another run must not draw the same. */
const first = number('OFFER_FIRST');

const write = (startedAt: number) => {
  const completion = demoRequest(world, first + written, startedAt);
  void writer.append(completion);
  written += 1;
};

const began = performance.now();
if (days > 0) {
  for (let n = 0; n < days * rate; n += 1) {
    write(Date.now() - (n / rate) * DAY_MS);
    if (n % 500 === 0) await sleep(0);
  }
} else {
  for (let due = 0; due < rate * seconds;) {
    due = Math.min(rate * seconds, Math.floor(((performance.now() - began) * rate) / 1_000));
    while (written < due) write(Date.now());
    await sleep(TICK_MS);
  }
}
writer.close();
process.send?.({ written, elapsedMs: performance.now() - began });
