import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { getReconciliation, listReconciliations } from '@/lib/reconciliation/list-runs';
import { runReconciliation } from '@/lib/reconciliation/run-reconciliation';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from './analytics/fill-books';
import { attempt, done, header } from './ledger/sample-records';

const HEADER = 'id,model,day,cost_usd';
const REPORTED = { meters: { 'in.text': 100 }, provenance: 'provider' as const };
let database: FreshDatabase;
let directory: string;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-reconcile-'));
  await createDefaultWorkspaces({ demo: true });
  const estimated = { meters: { 'in.text': 90 }, provenance: 'estimated' as const };
  await fillBooks(database.url, [
    done('a', { attempts: [attempt({ servedModel: 'small-1' })] }),
    done('b', { attempts: [attempt({ providerRequestId: 'up-2' })] }),
    done('c', { attempts: [attempt({ providerRequestId: 'up-3', usage: estimated })] }),
    done('d', {
      request: header('d', { workspaceId: 'demo' }),
      attempts: [attempt({ providerRequestId: 'up-4' })],
    }),
  ]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

const file = (...lines: string[]) => ({
  source: { from: 'file' as const, name: 'usage.csv', content: [HEADER, ...lines].join('\n') },
});
const EQUAL = [
  'a.1,small-1,2026-11-03,0.000014',
  'up-2,small-1,2026-11-03,0.000014',
  'c.1,small-1,2026-11-03,0.000010',
  'd.1,small-1,2026-11-03,0.000014',
];

test('a ledger that says what the books say agrees, by either id; estimates are an error bar, other workspaces set aside', async () => {
  const run = await runReconciliation(OWNER, { ...file(...EQUAL), provider: 'sim' });
  expect(run).toMatchObject({ workspace: 'main', provider: 'sim', source: 'file:usage.csv' });
  expect(run.result).toMatchObject({
    agrees: true,
    entries: 3,
    elsewhere: 1,
    attempts: 3,
    billedUsd: '0.000038',
    bookedUsd: '0.000042',
    uncertainUsd: '0.000014',
    counts: { matched: 3, missing: 0, differing: 1, unbilled: 0, repeated: 0 },
    days: [{ day: '2026-11-03', model: 'small-1', entries: 3, attempts: 3, deltaUsd: '0.000004' }],
  });
  expect(await getReconciliation(OWNER, run.id)).toEqual(run);
  const { result: _, ...head } = run;
  expect((await listReconciliations(OWNER, 'main'))[0]).toMatchObject({ ...head, agrees: true });
});

test('what is missing, differs by the last digit, comes twice or was never billed is named', async () => {
  const { result } = await runReconciliation(
    OWNER,
    file(
      'a.1,small-1,2026-11-03,0.000014000001',
      'x.1,small-1,2026-11-03,1',
      'x.1,small-1,2026-11-03,1',
      'c.1,small-1,2026-11-03,0.000014',
    ),
  );
  expect(result).toMatchObject({
    agrees: false,
    missing: [{ id: 'x.1', costUsd: '1' }],
    repeated: ['x.1'],
    differences: [{ id: 'a.1', deltaUsd: '-0.000000000001' }],
    unbilled: [{ id: 'b.1' }],
  });
});

test('an invoice without ids is compared by day and model, within the error bar', async () => {
  const line = (usd: string) => file(`,small-1,2026-11-03,${usd}`);
  const { result } = await runReconciliation(OWNER, line('0.000056'));
  expect(result).toMatchObject({
    agrees: true,
    deltaUsd: '-0.000014',
    uncertainUsd: '0.000014',
    offDays: [],
  });
  const off = await runReconciliation(OWNER, line('0.000056000001'));
  expect(off.result).toMatchObject({ agrees: false, offDays: [{ day: '2026-11-03', model: 'small-1' }] });
});

test('a file that is wrong is refused by line and field, and no run is kept', async () => {
  const before = (await listReconciliations(OWNER, 'main')).length;
  for (const [content, message] of [
    [`${HEADER}\na,m,2026-02-30,1`, 'line 2: day: must be a day, such as 2026-11-22'],
    [HEADER, 'There is no entry in it.'],
    ['', 'The file is empty.'],
  ] as const)
    await expect(
      runReconciliation(OWNER, { source: { from: 'file', name: 'x.csv', content } }),
    ).rejects.toMatchObject({ code: 'invalid_request', message });
  await expect(runReconciliation(OWNER, { source: { from: 'simulator' } })).rejects.toMatchObject({
    message: 'No simulator runs here.',
  });
  expect((await listReconciliations(OWNER, 'main')).length).toBe(before);
});

test('is run by admins, and seen by those who reach the workspace', async () => {
  const viewer = { ...OWNER, role: 'viewer' };
  await expect(runReconciliation(viewer, file(...EQUAL))).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = { ...OWNER, reach: [{ workspaceId: 'demo' }] };
  await expect(listReconciliations(elsewhere, 'main')).rejects.toMatchObject({ code: 'not_found' });
  const [run] = await listReconciliations(OWNER, 'main');
  await expect(getReconciliation(elsewhere, run?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
});

test('npm run ledger -- reconcile says what differs, and exits 1 when the books disagree', async () => {
  const run = async (...lines: string[]) => {
    const target = path.join(directory, 'usage.csv');
    writeFileSync(target, [HEADER, ...lines].join('\n'));
    const command = ['--import', 'tsx', 'scripts/ledger.ts', 'reconcile', target, '--workspace', 'main'];
    const options = { env: { ...process.env, DATABASE_URL: database.url, TOLLGATE_DATA_DIR: directory } };
    return promisify(execFile)(process.execPath, command, options).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: unknown) => error as { code: number; stdout: string },
    );
  };
  const equal = await run(...EQUAL);
  expect(equal).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The books agree with the provider.'),
  });
  const off = await run(...EQUAL.slice(1), 'a.1,small-1,2026-11-03,0.5');
  expect(off.code).toBe(1);
  expect(off.stdout).toContain('DIFFERS a.1 billed $0.5, booked $0.000014');
  expect(off.stdout).toContain('The books DISAGREE with the provider.');
});

test('what providers said in their answers stands beside our price, and where they differ is listed', async () => {
  await fillBooks(database.url, [
    done('e', { attempts: [attempt({ provider: 'router', usage: { ...REPORTED, raw: { cost: 1.4e-5 } } })] }),
    done('f', {
      attempts: [
        attempt({ provider: 'router', usage: { ...REPORTED, raw: { cost_in_usd_ticks: 150_000 } } }),
      ],
    }),
    done('g', { attempts: [attempt({ provider: 'router', usage: { ...REPORTED, raw: { cost: 'dear' } } })] }),
  ]);
  const rows = await db().attempt.findMany({ where: { provider: 'router' }, orderBy: { requestId: 'asc' } });
  const kept = rows.map(({ costUsd, reportedUsd, reportedBy }) => [
    String(costUsd),
    reportedUsd?.toString(),
    reportedBy,
  ]);
  expect(kept).toEqual([
    ['0.000014', '0.000014', 'cost'],
    ['0.000014', '0.000015', 'cost_in_usd_ticks'],
    ['0.000014', undefined, null],
  ]);
  const answers = { from: 'answers' as const, firstDay: '2026-11-01', lastDay: '2026-11-30' };
  const { result, source } = await runReconciliation(OWNER, { source: answers });
  expect(source).toBe('answers');
  expect(result).toMatchObject({
    agrees: false,
    entries: 2,
    attempts: 2,
    billedUsd: '0.000029',
    bookedUsd: '0.000028',
  });
  expect(result.differences).toMatchObject([{ id: 'f.1', billedUsd: '0.000015', bookedUsd: '0.000014' }]);
  expect(result.unbilled).toEqual([]);
  await expect(
    runReconciliation(OWNER, { source: { ...answers, firstDay: '2026-10-01', lastDay: '2026-10-02' } }),
  ).rejects.toMatchObject({ message: 'No provider said in these days what a call cost.' });
  await expect(runReconciliation(OWNER, { source: { ...answers, lastDay: '2026-10-02' } })).rejects.toThrow(
    'lies before the first day',
  );
});

test('tells of the whole workspace, so who sees some teams only does not see it', async () => {
  const run = await runReconciliation(OWNER, { ...file(...EQUAL), provider: 'sim' });
  const limited = {
    ...OWNER,
    role: 'engineer',
    reach: [{ workspaceId: 'main', teams: ['search'] }],
  };
  await expect(listReconciliations(limited, 'main')).rejects.toMatchObject({ code: 'not_found' });
  await expect(getReconciliation(limited, run.id)).rejects.toMatchObject({ code: 'not_found' });
  const whole = { ...limited, reach: [{ workspaceId: 'main' }] };
  expect(await getReconciliation(whole, run.id)).toEqual(run);
});
