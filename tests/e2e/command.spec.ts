import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { KEY, manage, simulator, startProduct } from './product';

let tollgate: RunningTollgate;
const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-command-'));
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_WORKERS: '1' });
});
test.afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await tollgate.remove();
});

interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** `npm run tollgate -- …` without npm's own lines. `meanwhile` may end it. */
function tell(
  words: readonly string[],
  env: Record<string, string> = {},
  meanwhile: (interrupt: () => void) => void = () => undefined,
): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/tollgate.ts', ...words], {
    env: {
      ...process.env,
      ...{ TOLLGATE_URL: tollgate.url, TOLLGATE_TOKEN: tollgate.adminToken, TOLLGATE_KEY: KEY },
      // The books are read by the data directory.
      ...{ TOLLGATE_DATA_DIR: tollgate.dataDirectory, DATABASE_URL: tollgate.databaseUrl },
      ...env,
    },
  });
  const said: Said = { code: null, out: '', err: '' };
  child.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
  meanwhile(() => void child.kill('SIGINT'));
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ ...said, code }));
  });
}

async function json<T>(...words: string[]): Promise<T> {
  const { code, out, err } = await tell([...words, '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as T;
}

function file(name: string, text: string): string {
  const where = path.join(directory, name);
  writeFileSync(where, text);
  return where;
}

const line = (index: number) =>
  JSON.stringify({
    ...{ custom_id: `item-${index}`, method: 'POST', url: '/v1/chat/completions' },
    body: { model: 'gpt-4.1', max_tokens: 10, messages: [{ role: 'user', content: `Question ${index}` }] },
  });
const lines = (count: number) => Array.from({ length: count }, (_none, index) => line(index)).join('\n');

test('keys are made, listed and revoked', async () => {
  const { key, value } = await json<{ key: { id: string }; value: string }>('keys', 'create', 'From a shell');
  expect(value).toMatch(/^tg-/);
  const listed = await json<{ id: string; enabled: boolean }[]>('keys', 'list');
  expect(listed.find(({ id }) => id === key.id)?.enabled).toBe(true);
  expect((await tell(['keys', 'revoke', key.id])).code).toBe(0);
  const after = await json<{ id: string; enabled: boolean }[]>('keys', 'list');
  expect(after.find(({ id }) => id === key.id)?.enabled).toBe(false);
});

test('the configuration is written out, compared and published', async () => {
  const { out } = await tell(['config', 'export']);
  const same = file('same.json', out);
  expect((await tell(['config', 'diff', same])).out).toContain('Nothing changes.');
  const changed = JSON.parse(out) as { alerts: unknown[] };
  const other = file('other.json', JSON.stringify({ ...changed, alerts: [] }));
  expect((await tell(['config', 'diff', other])).out).toMatch(/^- /m);
  const { version, seen } = JSON.parse((await tell(['config', 'diff', other, '--json'])).out) as {
    version: number;
    seen: number;
  };
  const looked = ['--version', String(version), '--seen', String(seen)];
  await tell(['keys', 'create', 'meanwhile']);
  expect((await tell(['config', 'publish', other, ...looked])).err).toContain('"key-');
  expect((await tell(['config', 'publish', other, '--note', 'no alerts'])).out).toMatch(/^Version \d+:/);
});

test('a request is estimated, a month and a change reported, the books verified', async () => {
  const body = file(
    'body.json',
    JSON.stringify({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hi' }] }),
  );
  expect((await json<{ routed: { model: string } }>('estimate', body)).routed.model).toBe('gpt-4.1');
  expect((await tell(['report'])).out).toContain('METRIC');
  expect(await json<{ isRunning: boolean }>('report')).toMatchObject({ isRunning: true });
  const today = new Date().toISOString().slice(0, 10);
  expect(await json('report', '--on', today, '--days', '1')).toMatchObject({ on: today, days: 1 });
  expect((await tell(['ledger', 'verify'])).code).toBe(0);
});

test('a batch is estimated, handed in, followed and its answers written out', async () => {
  const small = file('small.jsonl', lines(5));
  expect(await json('batch', 'estimate', small)).toMatchObject({ lines: 5, priced: 5 });
  const batch = await json<{ id: string; status: string }>('batch', 'submit', small, '--watch');
  expect(batch.status).toBe('completed');
  const { out } = await tell(['batch', 'results', batch.id]);
  expect(out.trim().split('\n')).toHaveLength(5);
  expect((await tell(['batch', 'list'])).out).toContain(batch.id);
});

test('Ctrl-C ends the watching, says so, and leaves the batch under way', async () => {
  await simulator(tollgate, '/admin/latency', { factor: 1 });
  const many = file('many.jsonl', lines(200));
  const { id } = await json<{ id: string }>('batch', 'submit', many, '--concurrency', '2');
  const { code, err } = await tell(['batch', 'watch', id], {}, (interrupt) => setTimeout(interrupt, 5_000));
  expect(code).toBe(130);
  expect(err).toBe(`The batch goes on: npm run tollgate -- batch watch ${id}\n`);
  expect((await json<{ status: string }>('batch', 'show', id)).status).toBe('in_progress');
  expect((await tell(['batch', 'cancel', id])).code).toBe(0);
  await simulator(tollgate, '/admin/latency', { factor: 0.02 });
});

test('a benchmark is estimated, run and shown', async () => {
  const bench = ['sim-openai/gpt-4.1', '--requests', '3'];
  expect(await json('bench', 'estimate', ...bench)).toMatchObject({ requests: 6, isAboveCap: false });
  const run = await json<{ id: string; results: unknown[] }>('bench', 'run', ...bench, '--watch');
  expect(run).toMatchObject({ status: 'done', done: 6 });
  expect(run.results).toHaveLength(2);
  expect((await tell(['bench', 'show', run.id])).out).toMatch(/sim-openai\/gpt-4\.1 +direct +0 of 3/);
});

/** What is wrong, the words, what of the environment is otherwise, and what is said. */
const WRONG: readonly (readonly [string, readonly string[], Record<string, string>, RegExp])[] = [
  ['an unknown command', ['dance'], {}, /There is no command “dance”/],
  ['an unknown option', ['report', '--loud'], {}, /Unknown option '--loud'/],
  ['a missing argument', ['batch', 'show'], {}, /The batch’s id is missing/],
  ['a missing file', ['batch', 'submit', '/nowhere.jsonl'], {}, /There is no file/],
  ['a month that is none', ['report', '--month', '2026-13'], {}, /month/],
  ['a model that is none', ['bench', 'run', 'unheard-of'], {}, /There is no model “unheard-of”/],
  ['a number that is none', ['bench', 'run', 'gpt-4.1', '--requests', 'many'], {}, /requests/],
  ['a wrong key', ['batch', 'list'], { TOLLGATE_KEY: 'tg-wrong' }, /key/i],
  ['a wrong token', ['keys', 'list'], { TOLLGATE_TOKEN: 'wrong' }, /./],
  ['no token', ['keys', 'list'], { TOLLGATE_TOKEN: '', TOLLGATE_ADMIN_TOKEN: '' }, /Set TOLLGATE_TOKEN/],
  ['a server that is away', ['keys', 'list'], { TOLLGATE_URL: 'http://127.0.0.1:1' }, /Nothing answers at/],
];
test('whatever is wrong is said in one line, and the command fails', async () => {
  for (const [what, words, env, message] of WRONG) {
    const { code, out, err } = await tell(words, env);
    expect(code, what).toBe(1);
    expect(out, what).toBe('');
    expect(err, what).toMatch(message);
    expect(err.trim().split('\n'), what).toHaveLength(1);
  }
});

test('a benchmark that is under way keeps another from starting', async () => {
  await simulator(tollgate, '/admin/latency', { factor: 1 });
  const body = { targets: ['sim-openai/gpt-4.1'], requests: 500, concurrency: 1 };
  const { benchmark } = (await manage(tollgate, 'POST', '/api/v1/benchmarks', body)) as {
    benchmark: { id: string };
  };
  const { code, err } = await tell(['bench', 'run', 'sim-openai/gpt-4.1']);
  expect(code).toBe(1);
  expect(err).toContain('under way');
  expect((await tell(['bench', 'cancel', benchmark.id])).code).toBe(0);
});
