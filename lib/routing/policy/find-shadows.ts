import type { Condition, PolicyRule } from './schemas';

const LISTS = ['models', 'tasks', 'keys', 'teams', 'users', 'languages'] as const;
const FLAGS = ['stream', 'tools', 'images', 'jsonSchema'] as const;
/** Conditions that a larger number makes narrower, and those that a smaller one does. */
const LOWER = ['minInputTokens', 'minChars', 'accuracyAbove'] as const;
const UPPER = ['maxInputTokens', 'maxChars', 'accuracyBelow', 'latencyBelowMs'] as const;

const within = (narrow: readonly string[] | undefined, wide: readonly string[]) =>
  narrow !== undefined && narrow.every((value) => wide.includes(value));

const mapWithin = (
  narrow: Readonly<Record<string, string[]>> | undefined,
  wide: Readonly<Record<string, string[]>> | undefined,
) => Object.entries(wide ?? {}).every(([name, values]) => within(narrow?.[name], values));

/** True when every request that meets `narrow` is sure to meet `wide`. Patterns and windows only count when the same. */
export function implies(narrow: Condition, wide: Condition): boolean {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return (
    LISTS.every((name) => wide[name] === undefined || within(narrow[name], wide[name])) &&
    FLAGS.every((name) => wide[name] === undefined || wide[name] === narrow[name]) &&
    LOWER.every((name) => wide[name] === undefined || (narrow[name] ?? -1) >= wide[name]) &&
    UPPER.every((name) => wide[name] === undefined || (narrow[name] ?? Infinity) <= wide[name]) &&
    mapWithin(narrow.tags, wide.tags) &&
    mapWithin(narrow.headers, wide.headers) &&
    (wide.time === undefined || same(wide.time, narrow.time)) &&
    (wide.promptPattern === undefined || wide.promptPattern === narrow.promptPattern)
  );
}

/** Rules that are on and never reached, with the first rule that takes all of theirs. */
export function findShadows(rules: readonly PolicyRule[]): { rule: PolicyRule; by: PolicyRule }[] {
  const active = rules.filter(({ enabled }) => enabled);
  return active.flatMap((rule, at) => {
    const by = active.slice(0, at).find((before) => implies(rule.when, before.when));
    return by === undefined ? [] : [{ rule, by }];
  });
}
