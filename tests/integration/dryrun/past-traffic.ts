import type pg from 'pg';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { demoRequest } from '@/lib/jobs/demo/demo-request';
import { demoWorld } from '@/lib/jobs/demo/demo-world';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';
import { fillBooks } from '../analytics/fill-books';

export const FROM = '2026-11-10T00:00:00.000Z';
export const TO = '2026-11-11T00:00:00.000Z';
const GAP_MS = 60_000;

/** So many requests of the demo, one a minute from FROM on, routed by the configuration in force and on the books. */
export async function fillPast(pool: pg.Pool, databaseUrl: string, requests: number): Promise<void> {
  const world = demoWorld(await loadSnapshot(pool), Date.parse(TO));
  if (world === undefined) throw new Error('there is no model to serve the demo');
  const records = Array.from({ length: requests }, (_, at) =>
    demoRequest({ ...world, outage: undefined }, at, Date.parse(FROM) + at * GAP_MS),
  );
  await fillBooks(databaseUrl, records);
}

export { DEMO_WORKSPACE };
