import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base';
import * as o200k from 'gpt-tokenizer/encoding/o200k_base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputWeight } from '@/lib/dialects/output-weight';
import { RatioByScript } from '@/lib/gateway/targets/ratio-by-script';
import { scriptOf } from '@/lib/gateway/targets/script-of';
import { inPieces } from '@/tests/bench/in-pieces';
import { SAID, type Kind } from '@/tests/bench/said';

type Vocabulary = typeof o200k;
const PRIOR = { ratio: 1, worth: 100 };
/** Of each text. */
const CHARS = 3_000;
/** Tokens in an event of a stream. */
const SOME = 5;

const weightOf = (pieces: readonly string[]) => pieces.reduce((sum, piece) => sum + outputWeight(piece), 0);

/** An answer as it was seen, and what was billed for it. */
function answerOf(text: string, by: Vocabulary, tokens: number) {
  const said = text.slice(0, CHARS);
  return {
    ...{ script: scriptOf(said), weight: weightOf(inPieces(said, by, tokens)), billed: by.countTokens(said) },
  };
}
type Answer = ReturnType<typeof answerOf>;

/** What is booked by what was billed, less one. */
const errorOf = ({ script, weight, billed }: Answer, learned: RatioByScript) =>
  learned.tokensOf(script, weight) / billed - 1;

function knowing(answers: readonly Answer[]): RatioByScript {
  const learned = new RatioByScript(PRIOR);
  for (let time = 0; time < 20; time += 1)
    for (const { script, weight, billed } of answers) learned.learn(script, weight, billed);
  return learned;
}

const KINDS = Object.keys(SAID) as Kind[];
const taughtOf = (kind: Kind, by: Vocabulary = o200k, tokens = SOME) =>
  answerOf(SAID[kind].taught, by, tokens);
/** What cl100k_base has hardly any words for: a rare character is three tokens there, and each text has others. */
const BY_BYTES = new Set<Kind>(['Chinese', 'Japanese']);
const everything = KINDS.map((kind) => taughtOf(kind));

describe.each(KINDS)('an answer in %s', (kind) => {
  const measured = SAID[kind].measured.slice(0, CHARS);
  const seen = answerOf(measured, o200k, SOME);

  it('of a model that nobody knows is counted to within a tenth', () => {
    expect(Math.abs(errorOf(seen, new RatioByScript(PRIOR)))).toBeLessThan(0.1);
  });

  it.each([
    ['other text of the kind', [taughtOf(kind)]],
    ['English', [taughtOf('prose')]],
    ['all kinds of text', everything],
  ])('of a model that is known by %s, too', (_what, answers) => {
    expect(Math.abs(errorOf(seen, knowing(answers)))).toBeLessThan(0.1);
  });

  it('of a model with another vocabulary that is known by text of the kind, too', () => {
    const known = knowing([taughtOf(kind, cl100k, 2), taughtOf('prose', cl100k, 2)]);
    expect(Math.abs(errorOf(answerOf(measured, cl100k, 2), known))).toBeLessThan(
      BY_BYTES.has(kind) ? 0.16 : 0.1,
    );
  });

  it('is counted nearly to the token where each comes by itself', () => {
    const pieces = inPieces(measured, o200k, 1);
    expect(Math.abs(weightOf(pieces) / o200k.countTokens(measured) - 1)).toBeLessThan(0.13);
  });

  it('is counted at a token more for each piece where words are cut', () => {
    const pieces = measured.match(/.{1,30}/gsu) ?? [];
    expect(weightOf(pieces) - outputWeight(measured)).toBeLessThanOrEqual(1.2 * pieces.length);
  });

  it('weighs the same as it stands in JSON', () => {
    const json = JSON.stringify(measured);
    expect(Math.abs(outputWeight(json, 1, json.length - 1) / outputWeight(measured) - 1)).toBeLessThan(0.01);
    const escaped = measured.replace(/[^\0-\x7f]/g, escapedChar);
    expect(Math.abs(outputWeight(escaped) / outputWeight(measured) - 1)).toBeLessThan(0.01);
  });
});

function escapedChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

it('words, spaces and signs are what the vocabulary makes of them', () => {
  expect(
    ['', ' ', 'one', ' one two', '    ', '\\n', '\\u0041', '网关', ' é'].map((text) => outputWeight(text)),
  ).toEqual([0, 1, 1, 2, 1, 1, 1, 2, 1]);
});

it('what begins like an escape and is none is only text', () => {
  for (const text of ['\\u-123', '\\u', '\\', '\\uzz', 'C:\\users'])
    expect(outputWeight(text)).toBeGreaterThan(0);
});

const anyCodeUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));

it('whatever comes weighs something, part by part as well, and never less than nothing', () =>
  fc.assert(
    fc.property(fc.string({ unit: anyCodeUnit, minLength: 1 }), fc.nat(), (text, cut) => {
      const at = cut % text.length;
      expect(outputWeight(text)).toBeGreaterThan(0);
      expect(outputWeight(text)).toBeLessThanOrEqual(2 * text.length);
      expect(outputWeight(text, 0, at) + outputWeight(text, at)).toBeGreaterThan(0);
    }),
  ));
