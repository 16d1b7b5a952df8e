import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { checkAnswer } from '@/lib/routing/check-answer';

function check(value: unknown, schema: Record<string, unknown>) {
  const text = JSON.stringify(value);
  const choice = { index: 0, content: [{ type: 'text' as const, text }], toolCalls: [], reasoning: [] };
  const format = { kind: 'json_schema' as const, name: 'n', schema };
  return checkAnswer({ choices: [{ ...choice, finishReason: 'stop' }] }, ['schema'], format);
}

const NOT_MET = 'the answer does not meet its schema';

it('a schema with a pattern is checked', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', pattern: '^a+$' } } };
  expect([check({ a: 'aaa' }, schema), check({ a: 'b' }, schema)]).toEqual([undefined, NOT_MET]);
});

it('a schema that has an id is checked each time, and not kept', () => {
  const add = vi.spyOn(z.globalRegistry, 'add');
  const schema = { id: 'mine', type: 'object', properties: { a: { id: 'a', type: 'string' } } };
  expect([check({ a: 1 }, schema), check({ a: 'b' }, schema), check({ a: 1 }, schema)]).toEqual([
    NOT_MET,
    undefined,
    NOT_MET,
  ]);
  expect(add).not.toHaveBeenCalled();
});

const twice = (name: string) => ({ anyOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });
const doubled = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => [`d${at}`, at === 39 ? { type: 'number' } : twice(`d${at + 1}`)]),
);

it.each([
  ['a pattern', `${'a'.repeat(60)}b`, { type: 'string', pattern: '^(a+)+$' }],
  ['what it names twice, forty times over', 'a', { ...twice('d0'), $defs: doubled }],
  ['itself', 'a', { $ref: '#' }],
])('a schema that never ends because of %s stops no answer, and nobody else for long', (_, value, schema) => {
  const from = performance.now();
  expect(check(value, schema)).toBeUndefined();
  expect(performance.now() - from).toBeLessThan(2_000);
});
