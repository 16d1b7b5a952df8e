import { TIERS, type Policy } from './schemas';

/** A tier where a model's name is asked for. */
const TIER_PREFIX = 'tier:';

const tierOf = (name: string) => TIERS.find((tier) => name === `${TIER_PREFIX}${tier}`);

/** What a name stands for one step on: an alias's target, a tier's models, or undefined for a model itself. */
export function stepFrom(policy: Policy, name: string): readonly string[] | undefined {
  if (Object.hasOwn(policy.aliases, name)) return [policy.aliases[name] ?? name];
  const tier = tierOf(name);
  return tier === undefined ? undefined : (policy.tiers[tier] ?? []);
}

/** Models that a name stands for, aliases and `tier:NAME` followed; a loop ends where it closes. */
export function expandName(policy: Policy, name: string, seen: ReadonlySet<string> = new Set()): string[] {
  if (seen.has(name)) return [];
  const next = stepFrom(policy, name);
  if (next === undefined) return [name];
  const deeper = new Set(seen).add(name);
  return next.flatMap((each) => expandName(policy, each, deeper));
}

/** The way back to itself of a name that loops: `a → b → a`. */
export function findLoop(policy: Policy, name: string, way: readonly string[] = []): string[] | undefined {
  if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
  for (const next of stepFrom(policy, name) ?? []) {
    const loop = findLoop(policy, next, [...way, name]);
    if (loop !== undefined) return loop;
  }
  return undefined;
}
