import { parseArgs } from 'node:util';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import type { Model } from '@/lib/config/schemas';
import { ineligible } from '@/lib/routing/eligibility';
import type { Features } from '@/lib/routing/features';
import { chooseModel, type Candidate } from '@/lib/routing/learn/choose-model';
import { learnedClassifier } from '@/lib/routing/learn/classify-learned';
import { fitHead } from '@/lib/routing/learn/fit-head';
import { hashPrompt } from '@/lib/routing/learn/prompt-hasher';
import { readCounts } from '@/lib/routing/learn/read-prompts';
import { loadHead, packHead, type TextHead } from '@/lib/routing/learn/text-head';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { seededRandom } from '@/lib/simulator/random';
import { readSuite, suiteNames } from '../../scripts/eval-routing/read-suite';

/** Time of a routing decision: `npm run bench:routing [-- --data DIR]`. */
const BUDGET_P99_US = 100;
const WARM_UP = 5_000;
const ROUNDS = 5;
const HEAD_PROMPTS = 5_000;

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

const MODELS = ['claude-opus-4', 'claude-sonnet-4.5', 'gpt-4.1', 'gemini-2.5-flash', 'deepseek-v3.2'];
const provider: ActiveProvider = {
  id: 'relay',
  dialect: 'openai-chat',
  baseUrl: 'http://localhost',
  enabled: true,
  simulated: false,
  timeouts: { connectMs: 1, headersMs: 1, firstContentMs: 1, idleMs: 1, totalMs: 1 },
};
const targets = MODELS.map((id) => {
  const model: Model = {
    id,
    aliases: [],
    offers: [{ provider: 'relay', model: id }],
    contextTokens: 128_000,
  };
  return { model, provider, upstreamModel: id };
});
const candidates: Candidate[] = MODELS.map((model, at) => ({
  model,
  expectedCostUsd: 0.01 / (at + 1),
  latencyMs: 900,
  prior: { mean: 0.9 - at / 20, strength: 20 },
}));
const policy = compilePolicy(READY_POLICIES.hybrid);
const classifier = learnedClassifier();

/** A head of full size for each model; what it has learned does not matter here. */
async function trainHead(): Promise<TextHead> {
  const random = seededRandom('bench head');
  const rows = readCounts(prompts.slice(0, HEAD_PROMPTS)).map((words, at) => ({
    group: String(at),
    words,
    labels: MODELS.map((model) => ({ task: 'chat', model, score: random(), source: 'feedback' as const })),
  }));
  const fitted = await fitHead(
    rows,
    () => ({ mean: 0.7, strength: 10 }),
    () => Promise.resolve(),
  );
  const stored = packHead(fitted);
  if (stored === undefined) throw new Error('too few prompts for a head');
  return loadHead(stored, { version: 1, staleAt: Infinity }, hashPrompt);
}
const head = await trainHead();

/** Classify, evaluate the policy, drop what is not eligible, ask the head, choose: all that routing adds to a request. */
function decide(prompt: string, at: number, asked?: TextHead): string | undefined {
  const { task, confidence } = classifier.classify(prompt);
  const inputTokens = Math.ceil(prompt.length / 4);
  const base = { requestedModel: 'auto', inputTokens, stream: false, needs: {}, keyId: 'key', tags: {} };
  const features: Features = { ...base, chars: prompt.length, at: 0, task: 'balanced', signals: [] };
  const decision = policy.decide(
    { ...base, task, chars: prompt.length, promptText: prompt, at: 0 },
    (at % 100) / 100,
  );
  if (decision.learned === undefined) return decision.targets[0];
  const eligible = new Set(
    targets.filter((target) => ineligible(target, features) === undefined).map(({ model }) => model.id),
  );
  const byText = asked?.correct(prompt);
  const able = candidates
    .filter(({ model }) => eligible.has(model))
    .map((candidate) => ({ ...candidate, byText: byText?.(candidate.model) }));
  const { dial, floor } = decision.learned;
  return chooseModel(able, { task, confidence, signals: [], dial, floor }, new Map())?.chosen.model;
}

const at = (sorted: Float64Array, share: number) =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
const verdict = (good: boolean) => {
  if (!good) process.exitCode = 1;
  return good ? 'ok' : 'OVER BUDGET';
};

/** Percentiles of each decision, and of each prompt's best of some: what the router takes where nothing else wants the core. */
function timed(name: string, call: (prompt: string, at: number) => unknown): number {
  for (let run = 0; run < WARM_UP; run += 1) call(prompts[run % prompts.length] ?? '', run);
  const best = new Float64Array(prompts.length).fill(Infinity);
  const micros = Float64Array.from({ length: ROUNDS * prompts.length }, (_, run) => {
    const place = run % prompts.length;
    const start = performance.now();
    call(prompts[place] ?? '', run);
    const took = (performance.now() - start) * 1_000;
    best[place] = Math.min(best[place] ?? Infinity, took);
    return took;
  }).sort();
  best.sort();
  const said = [micros, best].map(
    (of) => `p50 ${at(of, 0.5).toFixed(1)} µs, p99 ${at(of, 0.99).toFixed(1)} µs`,
  );
  console.log(`${name.padEnd(24)} ${said[0]}; each prompt's best of ${ROUNDS}: ${said[1]}`);
  return at(micros, 0.99);
}

console.log(
  `${prompts.length} ${data === undefined ? 'generated' : 'real'} prompts, ${ROUNDS} decisions each`,
);
timed('task classifier', (prompt) => classifier.classify(prompt));
timed('decision without a head', (prompt, at) => decide(prompt, at));
const p99 = timed('whole decision', (prompt, at) => decide(prompt, at, head));
console.log(`decision p99 within ${BUDGET_P99_US} µs: ${verdict(p99 <= BUDGET_P99_US)}`);
