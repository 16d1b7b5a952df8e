import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spliceJson } from '@/lib/http/splice-json';

const splice = (json: string, members: Record<string, string>) =>
  spliceJson(Buffer.from(json), new Map(Object.entries(members))).toString();

describe('spliceJson', () => {
  it('replaces a value and leaves every other byte alone', () => {
    expect(splice('{ "model" : "a" , "x":[1, {"model":"a"}] }', { model: '"b"' })).toBe(
      '{ "model" : "b" , "x":[1, {"model":"a"}] }',
    );
  });
  it('adds what is missing, also to an empty object', () => {
    expect(splice('{"a":1}', { b: '2' })).toBe('{"b":2,"a":1}');
    expect(splice('{ }', { b: '2' })).toBe('{"b":2 }');
  });
  it('replaces each occurrence of a doubled name', () => {
    expect(splice('{"model":"a","model":"c"}', { model: '"b"' })).toBe('{"model":"b","model":"b"}');
  });
  it('is not fooled by escaped quotes, braces in strings or escaped names', () => {
    expect(splice('{"t":"\\\\\\"},{","\\u006dodel":"a"}', { model: '"b"' })).toBe(
      '{"t":"\\\\\\"},{","\\u006dodel":"b"}',
    );
  });
  it('means the same as setting members on the parsed object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (object, value) => {
        const json = JSON.stringify(object);
        const text = splice(json, { model: JSON.stringify(value) });
        const expected: unknown = {
          ...(JSON.parse(json) as object),
          model: JSON.parse(JSON.stringify(value)),
        };
        expect(JSON.parse(text)).toEqual(expected);
      }),
    );
  });
});
