import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestKey } from '../support/create-key';
import { sendChat } from '../support/send-chat';
import type { RunningTollgate } from '../support/start-tollgate';

const KEY = 'tg-pooler-0123456789abcdefghijklmn';
const CHATS = 300;
const ITEMS = 20;
const READS = [
  'totals',
  'requests',
  'export/spend',
  'health',
  'budgets',
  'recommendations',
  'alerts',
  'alerts/events',
  'prices/unpriced',
  'canaries',
  'config/versions',
  'audit',
  'reports/monthly',
];

type Check = (name: string, isTrue: boolean, detail?: string) => void;

/** Everything that asks the database for something of its own kind. Returns how many requests must be on the books. */
export async function workload(tollgate: RunningTollgate, check: Check): Promise<number> {
  await createTestKey(tollgate, KEY);
  const { call } = caller(tollgate);
  const config = (await call('GET', 'config')).body as { rules: object[] };
  const scope = { kind: 'workspace', value: 'main' };
  const budget = { id: 'pool', name: 'Pool', scope, period: 'monthly', limitUsd: '1000', mode: 'hard' };
  const published = await call('PUT', 'config', { ...config, budgets: [budget] });
  check('a configuration is published', published.status === 200, String(published.status));

  const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });
  const chat = (n: number) =>
    sendChat({
      ...{ url: tollgate.url, key: KEY, agent, model: 'gpt-4.1', prompt: `What is ${n}?` },
      ...{ stream: n % 2 === 0, maxTokens: 8 },
    });
  // A new budget needs its first lease, for which a request waits a quarter of a second and no longer.
  const first = await Promise.all([chat(0), chat(1)]);
  const outcomes = await Promise.all(Array.from({ length: CHATS }, (_, n) => chat(n)));
  const failed = outcomes.filter((outcome) => outcome !== 'answered');
  check('all chats are answered', failed.length === 0, failed[0] ?? `${CHATS}`);
  const items = await runBatch(tollgate, check);
  await runDryRun(call, config, check);
  for (const path of READS) {
    const { status, body } = await call('GET', path);
    check(`GET ${path}`, status === 200, status === 200 ? '' : `${status} ${JSON.stringify(body)}`);
  }
  const begun = performance.now();
  await call('DELETE', 'keys/load');
  let refused = false;
  while (!refused && performance.now() - begun < 10_000) refused = (await listModels(tollgate)) === 401;
  check('a revoked key is refused within 2 s', performance.now() - begun < 2_000);
  agent.destroy();
  return CHATS + items + first.filter((outcome) => outcome === 'answered').length;
}

const listModels = async ({ url }: RunningTollgate) =>
  (await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${KEY}`, connection: 'close' } }))
    .status;

function caller({ url, adminToken }: RunningTollgate) {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/api/v1/${path}`, {
      ...{ method, headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const parsed: unknown = isJson ? JSON.parse(text) : text;
    return { status: response.status, body: parsed };
  };
  return { call };
}

async function runBatch({ url }: RunningTollgate, check: Check): Promise<number> {
  const line = (n: number) =>
    JSON.stringify({
      ...{ custom_id: `item-${n}`, method: 'POST', url: '/v1/chat/completions' },
      body: { model: 'gpt-4.1', max_tokens: 8, messages: [{ role: 'user', content: `Item ${n}` }] },
    });
  const form = new FormData();
  form.set('purpose', 'batch');
  form.set('file', new Blob([Array.from({ length: ITEMS }, (_, n) => line(n)).join('\n')]), 'items.jsonl');
  const authorization = `Bearer ${KEY}`;
  const file = await fetch(`${url}/v1/files`, { method: 'POST', headers: { authorization }, body: form });
  const { id } = (await file.json()) as { id: string };
  const made = await fetch(`${url}/v1/batches`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ input_file_id: id, endpoint: '/v1/chat/completions', completion_window: '24h' },
    }),
  });
  const batch = (await made.json()) as { id: string };
  let state = { status: '', request_counts: { completed: 0 } };
  for (let tries = 0; tries < 300 && state.status !== 'completed'; tries += 1) {
    await sleep(100);
    const asked = await fetch(`${url}/v1/batches/${batch.id}`, { headers: { authorization } });
    state = (await asked.json()) as typeof state;
  }
  check('a batch runs to its end', state.request_counts.completed === ITEMS, state.status);
  return ITEMS;
}

async function runDryRun(
  call: ReturnType<typeof caller>['call'],
  config: { rules: object[] },
  check: Check,
): Promise<void> {
  const draft = await call('POST', 'drafts', { name: 'pool', content: { rules: config.rules } });
  const { id } = (draft.body as { draft: { id: string } }).draft;
  const now = Date.now();
  const started = await call('POST', 'dry-runs', {
    ...{ draftId: id, workspace: 'main' },
    ...{ from: new Date(now - 86_400_000).toISOString(), to: new Date(now).toISOString() },
  });
  const { run } = started.body as { run: { id: string } };
  let state = '';
  for (let tries = 0; tries < 200 && !['done', 'failed'].includes(state); tries += 1) {
    await sleep(100);
    state = ((await call('GET', `dry-runs/${run.id}`)).body as { run: { state: string } }).run.state;
  }
  check('a dry run runs to its end', state === 'done', state || JSON.stringify([draft, started]));
}
