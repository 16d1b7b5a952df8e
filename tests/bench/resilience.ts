/**
 * `npm run bench:resilience`: one of two providers faulty at 300 requests a second, and clients that leave in mid-stream;
 * both over real sockets, with a provider of the tests' own that keeps its own books.
 */
import os from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { encode } from 'gpt-tokenizer';
import { request } from 'undici';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { chunk, content, healthy, status } from '../faults/answers';
import type { Behaviour } from '../faults/fault-server';
import { IMPATIENT } from '../faults/config';
import { askRaw } from '../faults/raw-client';
import { openWorld, type World } from '../faults/world';
import { quantile } from './statistics';

const RATE = 300;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);
const LEAVERS = 100;

async function askOnce({ gateway, client }: World, body: string): Promise<boolean> {
  try {
    const answer = await request(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      dispatcher: client,
      headers: { authorization: `Bearer ${TEST_KEY}-free`, 'content-type': 'application/json' },
      body,
    });
    await answer.body.dump();
    return answer.statusCode === 200;
  } catch {
    return false;
  }
}

/** An open loop: requests begin when they are due, whatever the others do. */
async function oneFaulty(name: string, behaviour: Behaviour | undefined) {
  const world = await openWorld({ door: 'fast', timeouts: IMPATIENT });
  if (behaviour === undefined) await world.bad.close();
  else world.bad.behaviour = behaviour;
  const body = JSON.stringify({
    model: 'pair',
    messages: [{ role: 'user', content: 'Say twenty characters.' }],
  });
  const answers: Promise<boolean>[] = [];
  const started = performance.now();
  while (answers.length < RATE * SECONDS) {
    const due = ((performance.now() - started) / 1_000) * RATE;
    while (answers.length < Math.min(due, RATE * SECONDS)) answers.push(askOnce(world, body));
    await after(2);
  }
  const served = (await Promise.all(answers)).filter(Boolean).length;
  const attempts = world.gateway.completions().reduce((sum, done) => sum + done.attempts.length, 0);
  await world.close();
  return {
    'first of two providers': name,
    requests: answers.length,
    'served %': ((served / answers.length) * 100).toFixed(2),
    'attempts a request': (attempts / answers.length).toFixed(3),
  };
}

const PROSE =
  'The gateway writes down what it is about to spend before it spends it, so that nothing is lost. ';
/** Ten tokens in at 1 and each token out at 10 dollars a million. */
const trueUsd = (text: string) => 10 * 1e-6 + encode(text).length * 10e-6;

/** The provider streams until its connection closes; the client leaves after a while. */
async function leaving(name: string, reportsUsage: boolean) {
  const world = await openWorld({ door: 'fast' });
  const closedMs: number[] = [];
  let truth = 0;
  world.bad.behaviour = ({ socket }) => {
    let text = '';
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n');
    const timer = setInterval(() => {
      text += PROSE;
      const usage = { prompt_tokens: 10, completion_tokens: encode(text).length };
      socket.write(reportsUsage ? chunk({ content: PROSE }, { usage }) : content(PROSE));
    }, 10);
    socket.once('close', () => {
      clearInterval(timer);
      truth += trueUsd(text);
      closedMs.push(performance.now());
    });
  };
  const delays: number[] = [];
  for (let n = 0; n < LEAVERS; n += 1) {
    const socket = askRaw(world, 'solo', true);
    await new Promise((resolve) => socket.once('data', resolve));
    await after(40);
    const seen = closedMs.length;
    const leftAt = performance.now();
    socket.destroy();
    while (closedMs.length === seen) await new Promise((resolve) => setImmediate(resolve));
    delays.push((closedMs.at(-1) ?? 0) - leftAt);
  }
  await after(100);
  const booked = world.gateway
    .completions()
    .flatMap(({ attempts }) => attempts)
    .reduce((sum, { cost }) => sum + Number(cost.totalUsd ?? 0), 0);
  await world.close();
  return {
    'client leaves': name,
    streams: LEAVERS,
    'upstream closed p50 ms': quantile(delays, 0.5).toFixed(1),
    'p99 ms': quantile(delays, 0.99).toFixed(1),
    'cost error %': ((Math.abs(booked - truth) / truth) * 100).toFixed(2),
  };
}

console.log(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`,
);
console.table([
  await oneFaulty('well', healthy),
  await oneFaulty('down (connection refused)', undefined),
  await oneFaulty('never answers', () => undefined),
  await oneFaulty('429 without Retry-After', status(429)),
  await oneFaulty('500', status(500)),
]);
console.table([await leaving('usage in each chunk', true), await leaving('no usage: estimated', false)]);
process.exit(0);
