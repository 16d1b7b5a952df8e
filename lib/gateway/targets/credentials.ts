import type { Target } from '@/lib/routing/select-targets';

/**
 * The target with each credential of its provider, in the order of a draw by their weights: most often the heaviest first.
 * The target alone where there is only one.
 */
export function credentialsOf(target: Target, random: () => number = Math.random): readonly Target[] {
  const { siblings } = target.provider;
  if (siblings === undefined) return [target];
  return siblings
    .map(({ provider, weight }) => ({ provider, at: -Math.log(1 - random()) / weight }))
    .sort((a, b) => a.at - b.at)
    .map(({ provider }) => ({ ...target, provider }));
}
