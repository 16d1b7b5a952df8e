import { describe, expect, it } from 'vitest';
import { learnedClassifier } from '@/lib/routing/learn/classify-learned';
import { fitRouter, predictScores } from '@/lib/routing/learn/fit-router';
import { readPrompts } from '@/lib/routing/learn/read-prompts';
import { seededRandom } from '@/lib/simulator/random';
import { chooseFloorShare } from '@/lib/routing/learn/floor';
import { createNgramHasher, BUCKETS } from '@/lib/routing/learn/hash-ngrams';
import { wordVectors } from '@/scripts/eval-routing/read-vectors';

describe('hashed n-grams', () => {
  it('are the same for the same text, whatever was hashed before', () => {
    const hash = createNgramHasher();
    const read = (text: string) => {
      const { size, buckets, counts } = hash(text);
      return [...buckets.slice(0, size)].map((bucket, at) => [bucket, counts[at]]);
    };
    const first = read('What is the capital of Peru?');
    read('something else entirely '.repeat(500));
    expect(read('What is the capital of Peru?')).toEqual(first);
  });
  it('hold no bucket twice, none out of range, for empty, endless and foreign text too', () => {
    const hash = createNgramHasher();
    for (const text of [
      '',
      ' \n',
      'a',
      '!'.repeat(100_000),
      'x y '.repeat(50_000),
      'Xin chào 你好 🙂'.repeat(900),
    ]) {
      const { size, buckets } = hash(text);
      const own = buckets.slice(0, size);
      expect(new Set(own).size).toBe(size);
      expect(own.every((bucket) => bucket < BUCKETS)).toBe(true);
    }
  });
});

describe('fitRouter', () => {
  const rows = Array.from({ length: 400 }, (_, at) => {
    const hard = at % 2 === 0;
    return {
      task: hard ? 'proof' : 'fact',
      prompt: hard ? `Prove the theorem number ${at}` : `Name the river number ${at}`,
      scores: { strong: 1, weak: hard ? 0 : 1 },
    };
  });
  it('expects of unseen prompts what alike ones taught, without their labels', () => {
    const read = (prompts: string[]) => readPrompts(prompts, wordVectors());
    const documents = read(rows.map(({ prompt }) => prompt));
    const fit = () => fitRouter(rows, documents, seededRandom('router'));
    const asked = read(['Prove the theorem twice', 'Name the river twice']);
    const { blended } = predictScores(fit(), asked);
    expect(predictScores(fit(), asked).blended).toEqual(blended);
    const [hard = 1, easy = 0] = blended.get('weak') ?? [];
    expect(easy - hard).toBeGreaterThan(0.2);
  });
});

describe('chooseFloorShare', () => {
  it('sends all to the strong model, and says so, where the weak one knows nothing', () => {
    const strong = Array.from({ length: 200 }, () => 1);
    const weak = strong.map(() => 0);
    expect(chooseFloorShare({ weak, strong, floor: 0.99, windowRequests: 200 })).toEqual({
      strongCalls: 200,
      noSlack: true,
    });
  });
  it('sends none where the weak model is as good', () => {
    const strong = Array.from({ length: 200 }, () => 1);
    const choice = chooseFloorShare({ weak: strong, strong, floor: 0.95, windowRequests: 200 });
    expect(choice).toEqual({ strongCalls: 0, noSlack: false });
  });
});

describe('the shipped classifier', () => {
  it.each([
    ['Write a Python function that returns the n-th prime number.', 'code_generation'],
    ['Translate this email thread into French.', 'translation'],
    ['Summarize the following news article in three sentences.', 'summarisation'],
    ['Classify this customer review as positive, negative or neutral.', 'classification'],
  ])('reads %j as %s', (prompt, task) => {
    const learned = learnedClassifier().classify(prompt);
    expect(learned.task).toBe(task);
    expect(learned.confidence).toBeGreaterThan(0);
    expect(learned.confidence).toBeLessThanOrEqual(1);
  });
  it('names the words that spoke for a task', () => {
    expect(learnedClassifier().signals('Translate this into French', 'translation')).toContain(
      'mentions “translate”',
    );
  });
});
