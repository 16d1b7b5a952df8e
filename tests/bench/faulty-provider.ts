import { setTimeout as after } from 'node:timers/promises';
import { request } from 'undici';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { IMPATIENT } from '../faults/config';
import type { Behaviour } from '../faults/fault-server';
import { openWorld, type World } from '../faults/world';

const RATE = 300;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);

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

/** One of two providers is faulty, or down where it has no behaviour. An open loop: requests begin when they are due. */
export async function faultyProvider(name: string, behaviour: Behaviour | undefined) {
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
