import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { cacheKey, type CacheOwner } from '@/lib/cache/cache-key';
import { unitVector } from '@/lib/cache/semantic/meaning';
import { SemanticIndex } from '@/lib/cache/semantic/semantic-index';
import { snapshotOf, startGateway, TEST_KEY } from '@/tests/support/gateway-fixture';

/** What a hit of the gateway cache adds to a request, and what its parts take: `npm run bench:cache`. */
const BUDGET_MS = 1;
const ROUNDS = 6;
const REQUESTS = 500;
const PROMPT_CHARS = [1_000, 20_000, 200_000];

const choices = [
  { index: 0, message: { role: 'assistant', content: 'x'.repeat(900) }, finish_reason: 'stop' },
];
const usage = { prompt_tokens: 300, completion_tokens: 200, total_tokens: 500 };
const ANSWER = Buffer.from(
  JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'm', choices, usage }),
);

const bodyOf = (chars: number) =>
  JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'A word. '.repeat(chars / 8) }] });

/** Reads a request and gives the answer: what no gateway can be faster than. */
async function startBare(): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
      response.end(ANSWER);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const urlOf = (server: http.Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function timesMs(pool: Pool, body: string): Promise<number[]> {
  const headers = { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' };
  const times: number[] = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    const from = performance.now();
    const answer = await pool.request({ method: 'POST', path: '/v1/chat/completions', headers, body });
    await answer.body.text();
    times.push(performance.now() - from);
  }
  return times;
}

const quantile = (sorted: readonly number[], q: number) => sorted[Math.floor((sorted.length - 1) * q)] ?? 0;

async function addedByHit(): Promise<boolean> {
  const bare = await startBare();
  const provider = { id: 'p', dialect: 'openai-chat' as const, baseUrl: `${urlOf(bare)}/v1` };
  const config = {
    providers: [provider],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
    rules: [{ id: 'r', name: 'r', targets: ['m'], settings: { cache: {} } }],
  };
  const key = { id: TEST_KEY, name: 'k', workspaceId: 'main', tags: {} };
  const cache = new AnswerCache(new AnswerMemory(64 * 1024 * 1024));
  const gateway = await startGateway(snapshotOf(config, [key]), {
    cache,
    ledger: { append: () => Promise.resolve(undefined), close: () => undefined },
  });
  const pools = { bare: new Pool(urlOf(bare)), hit: new Pool(gateway.url) };
  let isKept = true;
  for (const chars of PROMPT_CHARS) {
    const body = bodyOf(chars);
    const times = { bare: [] as number[], hit: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const name of ['bare', 'hit'] as const) {
        const measured = await timesMs(pools[name], body);
        if (round > 0) times[name].push(...measured);
      }
    const [direct, hit] = [times.bare.sort((a, b) => a - b), times.hit.sort((a, b) => a - b)];
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => quantile(hit, q) - quantile(direct, q));
    isKept &&= (p50 ?? 0) <= BUDGET_MS;
    console.log(
      `a hit, prompt of ${chars} characters: adds ${p50?.toFixed(3)} / ${p95?.toFixed(3)} / ${p99?.toFixed(3)} ms at p50 / p95 / p99`,
    );
  }
  await Promise.all([pools.bare.close(), pools.hit.close()]);
  await gateway.close();
  await new Promise((resolve) => bare.close(resolve));
  return isKept;
}

function perCallUs(work: () => unknown, times: number): number {
  for (let n = 0; n < times / 10; n += 1) work();
  const from = performance.now();
  for (let n = 0; n < times; n += 1) work();
  return ((performance.now() - from) / times) * 1_000;
}

const OWNER: CacheOwner = {
  ...{ workspaceId: 'main', ruleId: 'r', operation: 'chat', dialect: 'openai-chat' },
  ...{ model: 'm', upstreamModel: 'm', betas: [] },
};

function parts(): void {
  for (const chars of PROMPT_CHARS) {
    const body = Buffer.from(bodyOf(chars));
    console.log(
      `the key of a prompt of ${chars} characters: ${perCallUs(() => cacheKey(OWNER, body), 2_000).toFixed(1)} µs`,
    );
  }
  const dimensions = 1_536;
  const vectorAt = (n: number) =>
    unitVector(Array.from({ length: dimensions }, (_, at) => Math.sin(n + at))) ?? new Float32Array();
  const index = new SemanticIndex(() => performance.now());
  const meaning = { group: 'g', context: 'c', prompt: 'the capital of France' };
  for (let n = 0; n < 1_000; n += 1)
    index.add({ key: `k${n}`, meaning: { ...meaning, vector: vectorAt(n) } });
  const wanted = { ...meaning, prompt: 'the capital of Spain', vector: vectorAt(0.5), threshold: 0.92 };
  console.log(
    `a search among 1,000 vectors of ${dimensions}: ${perCallUs(() => index.nearest(wanted), 200).toFixed(0)} µs`,
  );
}

parts();
if (!(await addedByHit())) {
  console.error(`A hit adds more than ${BUDGET_MS} ms at the median.`);
  process.exitCode = 1;
}
