import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheKey, type CacheOwner } from '@/lib/cache/cache-key';

const OWNER: CacheOwner = {
  ...{ workspaceId: 'main', ruleId: 'r', operation: 'chat', dialect: 'openai-chat' },
  ...{ model: 'm', upstreamModel: 'm-1', betas: [] },
};
const keyOf = (body: unknown, over: Partial<CacheOwner> = {}) =>
  cacheKey({ ...OWNER, ...over }, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

/** The same value with the names of every object the other way round, and white space. */
function rewritten(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(rewritten).join(' , ')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).reverse();
  return `{\n${members.map(([name, one]) => `${JSON.stringify(name)} :\t${rewritten(one)}`).join(' ,')} }`;
}

const leaf = fc.oneof(fc.string(), fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), fc.constant(null));
const { body } = fc.letrec((tie) => ({
  body: fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
  value: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('body')),
}));
const IGNORED = new Set([
  'stream',
  'stream_options',
  'user',
  'metadata',
  'safety_identifier',
  'store',
  'prompt_cache_key',
  'prompt_cache_retention',
]);

/** A value whose members stand in the order of their names, each as a pair. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
  return members.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

describe('the key of an answer', () => {
  it('is the same for the same JSON, however it is written', () => {
    fc.assert(
      fc.property(body, (value) => {
        expect(keyOf(rewritten(value))).toBe(keyOf(value));
      }),
    );
  });
  it('is another for any other value', () => {
    const own = (value: object) =>
      JSON.stringify(
        inOrder(
          Object.fromEntries(
            Object.entries(JSON.parse(JSON.stringify(value)) as object).filter(
              ([name]) => !IGNORED.has(name),
            ),
          ),
        ),
      );
    fc.assert(
      fc.property(body, body, (one, other) => {
        fc.pre(own(one as object) !== own(other as object));
        expect(keyOf(one)).not.toBe(keyOf(other));
      }),
    );
  });
  it.each<[string, Partial<CacheOwner>]>([
    ['workspace', { workspaceId: 'main2' }],
    ['key', { keyId: 'k' }],
    ['rule', { ruleId: 'r2' }],
    ['operation', { operation: 'embeddings' }],
    ['door', { dialect: 'openai-responses' }],
    ['model', { model: 'n' }],
    ['name of the model there', { upstreamModel: 'm-2' }],
    ['limit of the key', { maxTokens: 5 }],
    ['beta', { betas: ['x'] }],
  ])('is another for another %s', (_, over) => expect(keyOf({}, over)).not.toBe(keyOf({})));
  it('never mistakes one part for another, wherever their seam is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (a, b, c) => {
        expect(keyOf({}, { workspaceId: a + b, keyId: c })).not.toBe(
          keyOf({}, { workspaceId: a, keyId: b + c }),
        );
      }),
    );
  });
  it.each([
    ['a name twice', '{"a":1,"a":2}'],
    ['a name twice, deep inside', '{"a":[{"b":1,"b":1}]}'],
    ['a name twice in other letters', '{"a":1,"\\u0061":2}'],
    ['more digits than a double keeps', '{"a":12345678901234567890}'],
    ['a number that is none', '{"a":1e999}'],
    ['more depth than anybody writes', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['the same behind a point', '{"a":0.1234567890123456}'],
  ])('there is none for a body with %s', (_, text) => expect(keyOf(text)).toBeUndefined());
  it.each([
    ['{"a":"caf\\u00e9 \\/"}', '{"a":"café /"}'],
    ['{"a":1.50e1}', '{"a":15}'],
    ['{"\\u0061":1}', '{"a":1}'],
  ])('is the same for %s and %s', (one, other) => expect(keyOf(one)).toBe(keyOf(other)));
  it('tells halves of surrogate pairs apart, which are one in UTF-8', () =>
    expect(keyOf({ a: '\ud800' })).not.toBe(keyOf({ a: '\ud801' })));
  it.each([
    [{ a: '1:b' }, { a: ['b'] }],
    [{ a: 'x', b: 'y' }, { a: 'x","b":"1:y' }],
    [{ a: '1' }, { a: 1 }],
    [{ a: '"0:' }, { a: '' }],
  ])('is another for %o and %o', (one, other) => expect(keyOf(one)).not.toBe(keyOf(other)));
  it('there is one for long digits in text', () =>
    expect(keyOf({ a: '12345678901234567890' })).toBeDefined());
});
