import pg from 'pg';
import type { RunningTollgate } from '../support/start-tollgate';
import { expect, test } from '@playwright/test';
import { childPids } from '../support/child-pids';
import { clientOf, manage, simulator, startProduct, type SimulatorEntry } from './product';
import { sendMixed } from './send-mixed';

/** Ledger entries of the provider that have no row in our books. */
async function missingRows(tollgate: RunningTollgate): Promise<string[]> {
  const entries = await simulator<SimulatorEntry[]>(tollgate, '/admin/ledger');
  const client = new pg.Client(tollgate.databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `SELECT request_id || '.' || attempt AS id FROM attempt`,
  );
  await client.end();
  const ours = new Set(rows.map(({ id }) => id));
  expect(ours.size).toBe(rows.length);
  return entries.map((entry) => entry.clientRequestId).filter((id) => !ours.has(id));
}

async function billedCount(tollgate: RunningTollgate): Promise<number> {
  return (await simulator<SimulatorEntry[]>(tollgate, '/admin/ledger')).length;
}

test('kill -9 of a gateway and then of everything loses no row that the provider billed', async () => {
  test.setTimeout(300_000);
  const tollgate = await startProduct({ TOLLGATE_WORKERS: '2' });
  const billed = () => billedCount(tollgate);

  const first = sendMixed(clientOf(tollgate), 150, 30);
  await expect.poll(billed).toBeGreaterThan(20);
  const gateways = () => childPids(tollgate.pid)['gateway'] ?? [];
  const [victim, survivor] = gateways();
  if (victim === undefined || survivor === undefined) throw new Error('two gateways are needed');
  process.kill(victim, 'SIGKILL');
  await first;
  await expect.poll(() => gateways().length).toBe(2);

  const second = sendMixed(clientOf(tollgate), 150, 30);
  const before = await billed();
  await expect.poll(billed).toBeGreaterThan(before + 20);
  await tollgate.kill9();
  await second;
  const again = await startProduct({
    TOLLGATE_DATA_DIR: tollgate.dataDirectory,
    TOLLGATE_ADMIN_TOKEN: tollgate.adminToken,
  });

  const entries = await simulator<SimulatorEntry[]>(again, '/admin/ledger');
  expect(entries.length).toBeGreaterThan(40);
  await expect.poll(() => missingRows(again), { timeout: 30_000 }).toEqual([]);
  expect((await manage(again, 'GET', '/api/v1/totals?workspace=main'))['requests']).toBeGreaterThan(0);
  await again.remove();
});
