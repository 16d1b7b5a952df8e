import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMeaning } from '@/lib/routing/learn/read-meaning';
import { loadWordVectors } from '@/lib/routing/learn/word-vectors';
import { wordVectors } from '@/scripts/eval-routing/read-vectors';
import { packWordVectors, type WordVector } from '@/scripts/pack-word-vectors/pack';

const WORDS: WordVector[] = [
  ['the', [0.1, -0.1, 0.1, 0.1]],
  ['river', [2, 1, -1, 0]],
  ['lake', [1.8, 1.1, -1, 0.2]],
  ['tax', [-2, 0.5, 1, -1]],
];
const vectors = loadWordVectors(packWordVectors(WORDS));
const valuesOf = (rank: number) => {
  const sum = new Float64Array(vectors.dimensions);
  vectors.addTo(sum, rank, 1);
  return [...sum];
};
const cosine = (one: Float32Array, other: Float32Array) => {
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
};

describe('packed word vectors', () => {
  it('keep words by how often they are said, and each number to within half a step', () => {
    expect([vectors.size, vectors.dimensions]).toEqual([4, 4]);
    expect(WORDS.map(([word]) => vectors.rankOf(word))).toEqual([0, 1, 2, 3]);
    expect(vectors.rankOf('unheard')).toBeUndefined();
    for (const [rank, [, values]] of WORDS.entries())
      values.forEach((value, at) => {
        expect(Math.abs((valuesOf(rank)[at] ?? 9) - value)).toBeLessThan(0.36);
      });
  });
  it('are the same bytes for the same words, and refused where some are missing', () => {
    const bytes = packWordVectors(WORDS);
    expect(packWordVectors(WORDS)).toEqual(bytes);
    expect(() => loadWordVectors(bytes.slice(0, -1))).toThrow('not whole');
    expect(() => loadWordVectors(new Uint8Array())).toThrow('not whole');
  });
});

describe('what a prompt is about', () => {
  const halves = (prompt: string) => {
    const { vector } = readMeaning(prompt, vectors);
    return [vector.slice(0, 4), vector.slice(4)];
  };
  it('is the mean of its words, those that are said often hardly counted', () => {
    const [asked = new Float32Array()] = halves('River the lake');
    // 1e-3 / (1e-3 + 1 / (12 × (rank + 1))) by rank.
    const weights = [0.012 / 1.012, 0.024 / 1.024, 0.036 / 1.036];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    asked.forEach((value, at) => {
      const sum = weights.reduce((all, weight, rank) => all + weight * (valuesOf(rank)[at] ?? 9), 0);
      expect(value).toBeCloseTo(sum / total, 6);
    });
  });
  it('is told apart for the question and for what it offers', () => {
    const [asked, offered] = halves('river?\nA. tax\nB. tax');
    expect([...(asked ?? [])]).toEqual(valuesOf(1).map(Math.fround));
    expect([...(offered ?? [])]).toEqual(valuesOf(3).map(Math.fround));
    expect(halves('river')[1]).toEqual(asked);
  });
  it('is nought for no text, and for words that are not known', () => {
    for (const prompt of ['', '\n\n', 'Øþ 123 unheard'])
      expect(halves(prompt).every((half) => half.every((value) => value === 0))).toBe(true);
    expect(halves('river?\nA. 12\nB. 13')[1]).toEqual(new Float32Array(4));
  });
  it('does not depend on the order of words', () => {
    const words = fc.array(fc.constantFrom('the', 'river', 'lake', 'tax', 'unheard'), { maxLength: 30 });
    fc.assert(
      fc.property(words, (said) => {
        expect(readMeaning(said.join(' '), vectors)).toEqual(
          readMeaning(said.toReversed().join(' '), vectors),
        );
      }),
    );
  });
  it('tells how alike options are, how many words nobody knows, and has as many numbers for every prompt', () => {
    const likeness = (prompt: string) => readMeaning(prompt, vectors).likeness;
    const [near = 0] = likeness('which?\nA. river\nB. lake');
    const [far = 0] = likeness('which?\nA. river\nB. tax');
    expect(near).toBeGreaterThan(0.9);
    expect(far).toBeLessThan(0);
    expect(likeness('the river unheard unheard').at(-1)).toBe(0.5);
    for (const prompt of ['', '?', '\nA.', 'Q\nA. 1\nB. 2\n'.repeat(900), '你好 🙂'])
      expect(likeness(prompt).map(Number.isFinite)).toEqual(likeness('which?').map(() => true));
  });
});

describe('the vectors that the evaluation reads with', () => {
  const english = wordVectors();
  it('are those of 27,000 English words', () => {
    expect([english.size, english.dimensions]).toEqual([27_000, 100]);
    expect(['the', 'of', 'to'].map(english.rankOf)).toEqual([0, 1, 2]);
    const { vector } = readMeaning('Which organ makes insulin?', english);
    expect([...vector.slice(0, 4)].map((value) => value.toFixed(4))).toEqual([
      '0.1573',
      '0.2772',
      '-0.0657',
      '0.0682',
    ]);
  });
  it('are alike for texts about the same', () => {
    const about = (text: string) => readMeaning(text, english).vector;
    const medicine = about('The patient has a fever and chest pain');
    expect(cosine(medicine, about('Symptoms of heart disease'))).toBeGreaterThan(
      cosine(medicine, about('Interest rates of the central bank')) + 0.1,
    );
  });
});
