import { RE2JS } from 're2js';
import type { RequestFacts } from './facts';
import type { Condition } from './schemas';
import { compileTimeWindow } from './time-window';

export type FactTest = (facts: RequestFacts) => boolean;

/** A longer message is looked at in its first and last part only, so that a pattern costs microseconds. */
const PATTERN_CHARS = 2_000;

const window = (text: string) =>
  text.length <= 2 * PATTERN_CHARS ? text : `${text.slice(0, PATTERN_CHARS)}\n${text.slice(-PATTERN_CHARS)}`;

function oneOf(values: readonly string[] | undefined, read: (facts: RequestFacts) => string | undefined) {
  if (values === undefined) return [];
  const set = new Set(values);
  return [
    (facts: RequestFacts) => {
      const value = read(facts);
      return value !== undefined && set.has(value);
    },
  ];
}

function ofTask(tasks: Condition['tasks']): FactTest[] {
  if (tasks === undefined) return [];
  const set = new Set(tasks);
  return [({ task, learnedTask }) => set.has(task) || (learnedTask !== undefined && set.has(learnedTask))];
}

type Bound = readonly [limit: number | undefined, holds: (facts: RequestFacts, limit: number) => boolean];

const bounds = (when: Condition): Bound[] => [
  [when.minInputTokens, (facts, limit) => facts.inputTokens >= limit],
  [when.maxInputTokens, (facts, limit) => facts.inputTokens <= limit],
  [when.minChars, (facts, limit) => facts.chars >= limit],
  [when.maxChars, (facts, limit) => facts.chars <= limit],
  [when.accuracyAbove, ({ accuracy }, limit) => accuracy !== undefined && accuracy > limit],
  [when.accuracyBelow, ({ accuracy }, limit) => accuracy !== undefined && accuracy < limit],
  [when.latencyBelowMs, ({ latencyMs }, limit) => latencyMs !== undefined && latencyMs < limit],
];

function flags(when: Condition): FactTest[] {
  const tests: FactTest[] = [];
  const { stream } = when;
  if (stream !== undefined) tests.push((facts) => facts.stream === stream);
  for (const need of ['tools', 'images', 'jsonSchema'] as const) {
    const wanted = when[need];
    if (wanted !== undefined) tests.push((facts) => (facts.needs[need] === true) === wanted);
  }
  return tests;
}

/** Each given condition as a test, cheap ones first. Throws what RE2 or the zone has against it. */
export function compileCondition(when: Condition): FactTest {
  const tests: FactTest[] = [
    ...flags(when),
    ...bounds(when).flatMap(([limit, holds]) =>
      limit === undefined ? [] : [(facts: RequestFacts) => holds(facts, limit)],
    ),
    ...oneOf(when.models, (facts) => facts.requestedModel),
    ...ofTask(when.tasks),
    ...oneOf(when.keys, (facts) => facts.keyId),
    ...oneOf(when.teams, (facts) => facts.team),
    ...oneOf(when.users, (facts) => facts.user),
    ...oneOf(when.languages, (facts) => facts.language),
    ...Object.entries(when.tags ?? {}).flatMap(([tag, values]) => oneOf(values, (facts) => facts.tags[tag])),
    ...Object.entries(when.headers ?? {}).flatMap(([header, values]) =>
      oneOf(values, (facts) => facts.headers?.[header]),
    ),
  ];
  if (when.time !== undefined) {
    const inside = compileTimeWindow(when.time);
    tests.push((facts) => inside(facts.at));
  }
  if (when.promptPattern !== undefined) {
    const pattern = RE2JS.compile(when.promptPattern);
    tests.push(({ promptText }) => promptText !== undefined && pattern.test(window(promptText)));
  }
  return (facts) => tests.every((test) => test(facts));
}
