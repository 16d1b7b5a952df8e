import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputWeight } from '@/lib/dialects/output-weight';
import { LearnedRatio } from '@/lib/gateway/targets/learned-ratio';
import { SAID, type Kind } from '@/tests/bench/said';

const PRIOR = { ratio: 1 / 4.1, worth: 400 };
/** As a stream brings a text: piece by piece, none of which cuts a character. */
function weightOf(text: string, pieceChars = 30): number {
  const chars = [...text];
  let weight = 0;
  for (let at = 0; at < chars.length; at += pieceChars)
    weight += outputWeight(chars.slice(at, at + pieceChars).join(''));
  return weight;
}

/** Booked by what was billed, less one. */
function errorOf(text: string, learned: LearnedRatio): number {
  return learned.tokensOf(weightOf(text)) / countTokens(text) - 1;
}

function knowing(text: string): LearnedRatio {
  const learned = new LearnedRatio(PRIOR);
  const [weight, tokens] = [weightOf(text), countTokens(text)];
  for (let answer = 0; answer < 20; answer += 1) learned.learn(weight, tokens);
  return learned;
}

/** Where a tenth is not held: what of its words are one token no rule can tell without the vocabulary. */
const WIDER: Partial<Record<Kind, { known: number }>> = { Russian: { known: 0.21 }, Hindi: { known: 0.15 } };

describe.each(Object.keys(SAID) as Kind[])('an answer in %s', (kind) => {
  const { taught, measured } = SAID[kind];

  it('of a model that nobody knows is counted to within a tenth', () => {
    expect(Math.abs(errorOf(measured, new LearnedRatio(PRIOR)))).toBeLessThan(0.1);
  });

  it('of a model that is known by other text of the kind, too', () => {
    expect(Math.abs(errorOf(measured, knowing(taught)))).toBeLessThan(WIDER[kind]?.known ?? 0.1);
  });

  it('weighs nearly the same token by token as in pieces', () => {
    expect(weightOf(measured, 2) / weightOf(measured)).toBeGreaterThan(0.95);
    expect(weightOf(measured, 2) / weightOf(measured)).toBeLessThan(1.35);
  });
});

it('a model that is known by English is not wrong about Chinese by more than it was about English', () => {
  expect(Math.abs(errorOf(SAID.Chinese.measured, knowing(SAID.prose.taught)))).toBeLessThan(0.15);
});

it('English and code weigh as many characters as they have', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abc XYZ09{}"\n\t.') }), (text) => {
      expect(outputWeight(text)).toBe(text.length);
    }),
  ));

it('text that is escaped in JSON weighs as the text does, to within a quarter', () => {
  const { measured } = SAID.Chinese;
  const escaped = measured.replace(
    /[^\0-\x7f]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  expect(Math.abs(outputWeight(escaped) / outputWeight(measured) - 1.35)).toBeLessThan(0.25);
  expect(outputWeight('\\u0041\\n')).toBe(8);
});

it('whatever comes weighs something, part by part as well, and never less than nothing', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), (text, cut) => {
      const at = cut % text.length;
      expect(outputWeight(text)).toBeGreaterThan(0);
      expect(outputWeight(text, 0, at) + outputWeight(text, at)).toBeGreaterThan(0);
    }),
  ));
