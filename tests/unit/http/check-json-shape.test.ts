import { expect, it } from 'vitest';
import { checkJsonShape } from '@/lib/http/check-json-shape';

const filler = `"${'x'.repeat(70_000)}"`;
const check = (json: string) => checkJsonShape(Buffer.from(json));
const nested = (depth: number) => `{"a":${filler},"b":${'['.repeat(depth)}${']'.repeat(depth)}}`;

it('lets 256 levels through and not 257', () => {
  expect(() => check(nested(255))).not.toThrow();
  expect(() => check(nested(256))).toThrow('nested');
});
it('counts objects and arrays, however flat', () => {
  expect(() => check(`[${filler}${',{}'.repeat(99_999)}]`)).not.toThrow();
  expect(() => check(`[${filler}${',{}'.repeat(100_000)}]`)).toThrow('objects and arrays');
});
it('sees no brackets inside strings, whatever is escaped there', () => {
  const brackets = '['.repeat(300);
  expect(() => check(`{"a":${filler},"b":"\\"${brackets}\\\\","c":"${brackets}"}`)).not.toThrow();
});
it('leaves small bodies and broken ones to the parser', () => {
  expect(() => check('['.repeat(10_000))).not.toThrow();
  expect(() => check(`"${'x'.repeat(100_000)}`)).not.toThrow();
});
