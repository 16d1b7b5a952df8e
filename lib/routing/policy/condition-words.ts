import type { Condition, TimeWindow } from './schemas';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `a`, `a or b`, `a, b or c`. */
export function anyOf(values: readonly string[]): string {
  const [last = '', ...before] = values.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} or ${last}`;
}

const spaced = (task: string) => task.replaceAll('_', ' ');

const whole = new Intl.NumberFormat('en-US');

function between(what: string, min: number | undefined, max: number | undefined): string[] {
  if (min !== undefined && max !== undefined)
    return [`${what}: ${whole.format(min)} to ${whole.format(max)}`];
  if (min !== undefined) return [`${what}: at least ${whole.format(min)}`];
  return max === undefined ? [] : [`${what}: at most ${whole.format(max)}`];
}

function listed(what: string, values: readonly string[] | undefined): string[] {
  return values === undefined ? [] : [`${what} is ${values.length === 0 ? 'never given' : anyOf(values)}`];
}

function mapped(what: string, map: Readonly<Record<string, string[]>> | undefined): string[] {
  return Object.entries(map ?? {}).flatMap(([name, values]) => listed(`${what} “${name}”`, values));
}

function flag(holds: boolean | undefined, yes: string, no: string): string[] {
  return holds === undefined ? [] : [holds ? yes : no];
}

function timeWords({ zone, from, to, days }: TimeWindow): string {
  const on = days === undefined ? '' : ` on ${anyOf(days.map((day) => DAYS[day] ?? String(day)))}`;
  return `time is ${from} to ${to}${on} (${zone})`;
}

/** Each condition of a rule in plain words, all of which must hold; empty when it takes every request. */
export function conditionWords(when: Condition): string[] {
  const { accuracyAbove, accuracyBelow, latencyBelowMs } = when;
  return [
    ...listed('requested model', when.models),
    ...listed('task', when.tasks?.map(spaced)),
    ...between('prompt tokens', when.minInputTokens, when.maxInputTokens),
    ...between('prompt characters', when.minChars, when.maxChars),
    ...(accuracyAbove === undefined ? [] : [`accuracy asked for is above ${accuracyAbove}`]),
    ...(accuracyBelow === undefined ? [] : [`accuracy asked for is below ${accuracyBelow}`]),
    ...(latencyBelowMs === undefined ? [] : [`latency allowed is below ${latencyBelowMs} ms`]),
    ...flag(when.stream, 'answer is streamed', 'answer is not streamed'),
    ...flag(when.tools, 'it has tools', 'it has no tools'),
    ...flag(when.images, 'it has images', 'it has no images'),
    ...flag(when.jsonSchema, 'it asks for a JSON schema', 'it asks for no JSON schema'),
    ...listed('language', when.languages),
    ...mapped('tag', when.tags),
    ...mapped('header', when.headers),
    ...listed('key', when.keys),
    ...listed('team', when.teams),
    ...listed('user', when.users),
    ...(when.time === undefined ? [] : [timeWords(when.time)]),
    ...(when.promptPattern === undefined ? [] : [`prompt matches ${when.promptPattern}`]),
  ];
}
