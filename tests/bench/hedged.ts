import { sendWhole, WHOLE } from '../faults/answers';
import type { Behaviour } from '../faults/fault-server';
import { openWorld } from '../faults/world';
import { askOnce } from './ask-once';
import { atRate } from './at-rate';
import { quantile } from './statistics';

const RATE = 300;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 10);
const WARM_UP_SECONDS = 2;

/** As many tokens as answers commonly have: what a stopped one is taken for is a typical one. */
const USAGE = { prompt_tokens: 200, completion_tokens: 250, total_tokens: 450 };
const ANSWER = JSON.stringify({ ...(JSON.parse(WHOLE) as object), usage: USAGE });
/** A tail that is in nobody's median: one answer in thirty. */
const TAIL_MS = 1_500;

const answersAfter =
  (delayMs: (number: number) => number): Behaviour =>
  (heard) =>
    void setTimeout(() => {
      if (heard.socket.writable) sendWhole(heard, 200, ANSWER);
    }, delayMs(heard.number));
const WITH_A_TAIL = answersAfter((number) => (number % 30 === 0 ? TAIL_MS : 40));
const STEADY = answersAfter(() => 50);

/** The first of two providers is slow now and then: what the clients wait, and what hedging costs. */
export async function hedged(name: string, hedge: { afterMs?: number } | undefined) {
  const world = await openWorld({ door: 'fast', ...(hedge === undefined ? {} : { provider: { hedge } }) });
  world.bad.behaviour = WITH_A_TAIL;
  world.good.behaviour = STEADY;
  // Its own p95 is known from a hundred calls on.
  await atRate(RATE, WARM_UP_SECONDS, () => askOnce(world, 'pair'));
  const before = world.gateway.completions().length;
  const answers = await atRate(RATE, SECONDS, () => askOnce(world, 'pair'));
  const done = world.gateway.completions().slice(before);
  await world.close();
  const attempts = done.flatMap((completion) => completion.attempts);
  const usd = attempts.reduce((sum, { cost }) => sum + Number(cost.totalUsd ?? 0), 0);
  const needed = attempts
    .filter(({ outcome }) => outcome === 'success')
    .reduce((sum, { cost }) => sum + Number(cost.totalUsd ?? 0), 0);
  const ms = answers.map((answer) => answer.ms);
  return {
    hedging: name,
    requests: answers.length,
    'served %': ((answers.filter(({ served }) => served).length / answers.length) * 100).toFixed(2),
    ...Object.fromEntries([0.5, 0.95, 0.99].map((q) => [`p${q * 100} ms`, quantile(ms, q).toFixed(0)])),
    'calls a request': (attempts.length / done.length).toFixed(3),
    'extra cost %': ((usd / needed - 1) * 100).toFixed(1),
  };
}
