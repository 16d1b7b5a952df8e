import { parseArgs } from 'node:util';
import type { ChatRequest } from '@/lib/dialects/chat';
import { readFeatures } from '@/lib/routing/features';
import { learnedClassifier } from '@/lib/routing/learn/classify-learned';
import type { TextHead } from '@/lib/routing/learn/text-head';
import { selectTargets } from '@/lib/routing/select-targets';
import { readSuite, suiteNames } from '../../scripts/eval-routing/read-suite';
import { trainHead } from './routing/train-head';
import { MODELS, world } from './routing/world';

/** Time of a routing decision, as the gateway makes it: `npm run bench:routing [-- --data DIR]`. */
const BUDGET_P99_US = 100;
const WARM_UP = 20_000;
const ROUNDS = 5;

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const { data } = values;
const prompts =
  data === undefined
    ? Array.from({ length: 500 }, (_, at) =>
        `Explain point ${at} of the contract and compare its clauses with version ${at % 7}. `.repeat(
          1 + (at % 40),
        ),
      )
    : suiteNames(data).flatMap((name) => readSuite(data, name).rows.map(({ prompt }) => prompt));

const requests = prompts.map((text): ChatRequest => ({
  model: 'auto',
  stream: true,
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
}));
const caller = { keyId: 'key', tags: {}, at: Date.now(), learns: true };

/** Read the request, classify, evaluate the policy, drop what is not eligible, ask the head, choose: all that routing adds. */
function decide(request: ChatRequest, at: number, head?: TextHead): string | undefined {
  const plan = selectTargets(readFeatures(request, caller), world, {
    share: (at % 100) / 100,
    knowledge: {
      beliefs: world.beliefs,
      head,
      expectedCostUsd: world.expectedCostUsd,
      latencyMs: () => 900,
    },
  });
  return plan.kind === 'targets' ? plan.targets[0]?.model.id : undefined;
}

const at = (sorted: Float64Array, share: number) =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
const verdict = (good: boolean) => {
  if (!good) process.exitCode = 1;
  return good ? 'ok' : 'OVER BUDGET';
};

/** Percentiles of each decision, and of each prompt's best of some: what the router takes where nothing else wants the core. */
function timed(name: string, call: (request: ChatRequest, at: number) => unknown): number {
  const count = requests.length;
  const ask = (run: number) => {
    const request = requests[run % count];
    return request === undefined ? undefined : call(request, run);
  };
  for (let run = 0; run < WARM_UP; run += 1) ask(run);
  const best = new Float64Array(count).fill(Infinity);
  const micros = new Float64Array(ROUNDS * count);
  for (let run = 0; run < micros.length; run += 1) {
    const place = run % count;
    const start = performance.now();
    ask(run);
    const took = (performance.now() - start) * 1_000;
    micros[run] = took;
    best[place] = Math.min(best[place] ?? Infinity, took);
  }
  micros.sort();
  best.sort();
  const said = [micros, best].map(
    (of) => `p50 ${at(of, 0.5).toFixed(1)} µs, p99 ${at(of, 0.99).toFixed(1)} µs`,
  );
  console.log(`${name.padEnd(24)} ${said[0]}; each prompt's best of ${ROUNDS}: ${said[1]}`);
  return at(micros, 0.99);
}

const head = await trainHead(prompts, MODELS);
console.log(
  `${prompts.length} ${data === undefined ? 'generated' : 'real'} prompts, ${ROUNDS} decisions each`,
);
const classifier = learnedClassifier();
timed('task classifier', (_, at) => classifier.classify(prompts[at % prompts.length] ?? ''));
timed('read the request', (request) => readFeatures(request, caller));
timed('decision without a head', (request, at) => decide(request, at));
const p99 = timed('whole decision', (request, at) => decide(request, at, head));
console.log(`decision p99 within ${BUDGET_P99_US} µs: ${verdict(p99 <= BUDGET_P99_US)}`);
