import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { RunningTollgate } from '../support/start-tollgate';
import { clientOf, expect, manage, simulator, test, type SimulatorLedger } from './product';
import { sendMixed } from './send-mixed';

/** Process ids of this product's gateway processes (Linux only, like the machines that run these tests). */
function gatewayPids(supervisor: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return Number(parent) === supervisor && command.includes('processes/gateway');
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Ledger entries of the provider that have no row in our books. */
async function missingRows(tollgate: RunningTollgate): Promise<string[]> {
  const { entries } = await simulator<SimulatorLedger>(tollgate, '/admin/ledger');
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

test('kill -9 of the gateways and then of everything loses no row that the provider billed', async ({
  tollgate,
}) => {
  const first = sendMixed(clientOf(tollgate), 150, 30);
  await expect
    .poll(async () => (await simulator<SimulatorLedger>(tollgate, '/admin/ledger')).entries.length)
    .toBeGreaterThan(20);
  const pids = gatewayPids(tollgate.pid);
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await first;

  const second = sendMixed(clientOf(tollgate), 150, 30);
  const before = (await simulator<SimulatorLedger>(tollgate, '/admin/ledger')).entries.length;
  await expect
    .poll(async () => (await simulator<SimulatorLedger>(tollgate, '/admin/ledger')).entries.length)
    .toBeGreaterThan(before + 20);
  const again = await tollgate.killAndRestart();
  await second;

  const { entries } = await simulator<SimulatorLedger>(again, '/admin/ledger');
  expect(entries.length).toBeGreaterThan(40);
  await expect.poll(() => missingRows(again), { timeout: 30_000 }).toEqual([]);
  expect((await manage(again, 'GET', '/api/v1/totals?workspace=main'))['requests']).toBeGreaterThan(0);
});
