import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { clientOf, manage, startProduct } from './product';
import { sendMixed } from './send-mixed';

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

test('requests go on while PostgreSQL is down, and are on the books when it is back', async () => {
  await sendMixed(clientOf(tollgate), 10, 5);
  const totals = () => manage(tollgate, 'GET', '/api/v1/totals?workspace=main');
  await expect.poll(async () => (await totals())['requests'], { timeout: 20_000 }).toBe(10);

  const client = new pg.Client(tollgate.databaseUrl);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ file: string }>(
    `SELECT current_setting('data_directory') || '/postmaster.pid' AS file`,
  );
  const postmaster = Number(readFileSync(rows[0]?.file ?? '', 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGQUIT');

  const sent = await sendMixed(clientOf(tollgate), 40, 10);
  expect(sent).toEqual({ answered: 40, refused: 0 });
  await expect
    .poll(async () => (await totals().catch(() => ({ requests: -1 })))['requests'], { timeout: 60_000 })
    .toBe(50);
});
