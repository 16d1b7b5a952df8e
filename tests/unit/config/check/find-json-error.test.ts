import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonError } from '@/lib/config/check/find-json-error';
import { parseJson } from '@/lib/config/check/parse-json';

describe('where JSON breaks', () => {
  it.each([
    ['', 1, 1],
    ['{"a":1,}', 1, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['[1, 2', 1, 6],
    ['{a: 1}', 1, 2],
    ['[01]', 1, 3],
    ['{"a":1}\n}', 2, 1],
    ['["a\tb"]', 1, 2],
    ['[1}', 1, 3],
    ["{'a':1}", 1, 2],
  ])('%j breaks at line %i, column %i', (text, line, column) => {
    expect(findJsonError(text)).toEqual({ line, column });
  });

  it('finds nothing wrong with what the engine reads', () => {
    fc.assert(fc.property(fc.json(), (text) => findJsonError(text) === undefined));
  });

  it('agrees with the engine about text with one character changed', () => {
    const accepts = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('{', '}', '"', ',', ':', '0', '\\', '\n'),
        (json, at, by) => {
          const text = json.slice(0, at % json.length) + by + json.slice((at % json.length) + 1);
          expect(findJsonError(text) === undefined).toBe(accepts(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('says where, and quotes nothing of the text', () => {
    expect(() => parseJson('{"apiKey": sk-secret}')).toThrow(
      'This is not JSON: it breaks at line 1, column 12.',
    );
  });

  it('stands megabytes in one string and deep nesting', () => {
    expect(findJsonError(`"${'a'.repeat(5_000_000)}`)).toEqual({ line: 1, column: 1 });
    expect(findJsonError(`"${'a\\n'.repeat(2_000_000)}`)).toEqual({ line: 1, column: 1 });
    expect(findJsonError('['.repeat(1_000_000))).toEqual({ line: 1, column: 1_000_001 });
  });
});
