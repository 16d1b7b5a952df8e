import type { Random } from '@/lib/simulator/random';

/** One of the values, each as often as its weight says. Throws RangeError when there is none. */
export function pickWeighted<T>(choices: readonly (readonly [T, number])[], random: Random): T {
  let rest = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  throw new RangeError('nothing to pick from');
}
