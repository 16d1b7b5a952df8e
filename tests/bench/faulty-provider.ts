import { IMPATIENT } from '../faults/config';
import type { Behaviour } from '../faults/fault-server';
import { openWorld } from '../faults/world';
import { askOnce } from './ask-once';
import { atRate } from './at-rate';

const RATE = 300;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 6);

/** One of two providers is faulty, or down where it has no behaviour. */
export async function faultyProvider(name: string, behaviour: Behaviour | undefined) {
  const world = await openWorld({ door: 'fast', timeouts: IMPATIENT });
  if (behaviour === undefined) await world.bad.close();
  else world.bad.behaviour = behaviour;
  const answers = await atRate(RATE, SECONDS, () => askOnce(world, 'pair'));
  const served = answers.filter((answer) => answer.served).length;
  const attempts = world.gateway.completions().reduce((sum, done) => sum + done.attempts.length, 0);
  await world.close();
  return {
    'first of two providers': name,
    requests: answers.length,
    'served %': ((served / answers.length) * 100).toFixed(2),
    'attempts a request': (attempts / answers.length).toFixed(3),
  };
}
