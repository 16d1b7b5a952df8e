import { describe, expect, it } from 'vitest';
import { headFor } from '@/lib/routing/choose-learned';
import { fitHead, type JudgedPrompt } from '@/lib/routing/learn/fit-head';
import { createNgramHasher } from '@/lib/routing/learn/hash-ngrams';
import { judgeHead, LEAST_PROMPTS, verdictOf } from '@/lib/routing/learn/judge-head';
import { readCounts } from '@/lib/routing/learn/read-prompts';
import { loadHead, packHead } from '@/lib/routing/learn/text-head';
import { seededRandom } from '@/lib/simulator/random';

const PRIOR = { mean: 0.7, strength: 10 };
const priorOf = (model: string) => (model === 'gone' ? undefined : PRIOR);
const pause = () => Promise.resolve();
const random = seededRandom('heads');

function judged(prompt: string, score: number, model = 'weak'): JudgedPrompt {
  const [words] = readCounts([prompt]);
  if (words === undefined) throw new Error('There is one.');
  return { group: prompt, words, labels: [{ task: 'chat', model, score, source: 'feedback' }] };
}
/** The weak model proves nothing and names everything; the task is the same. */
const telling = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    at % 2 === 0 ? judged(`Prove the theorem number ${at}`, 0) : judged(`Name the river number ${at}`, 1),
  );

describe('a head for own models', () => {
  it('is taken where words tell what the task does not', async () => {
    const verdict = await judgeHead(telling(LEAST_PROMPTS), priorOf, pause);
    expect(verdict).toMatchObject({ prompts: LEAST_PROMPTS, taken: true });
    expect(verdict.headError).toBeLessThan(verdict.tableError / 2);
  });
  it('is not taken with one prompt less, nor where repeats stand for prompts', async () => {
    expect((await judgeHead(telling(LEAST_PROMPTS - 1), priorOf, pause)).taken).toBe(false);
    const repeated = Array.from({ length: 10 }, () => telling(60)).flat();
    expect(await judgeHead(repeated, priorOf, pause)).toMatchObject({ prompts: 60, taken: false });
  });
  it('is not taken where words say nothing', async () => {
    const noise = Array.from({ length: 600 }, (_, at) =>
      judged(`Tell of ${at} ${Math.floor(1e6 * random())}`, random() < 0.5 ? 0 : 1),
    );
    expect((await judgeHead(noise, priorOf, pause)).taken).toBe(false);
  });
  it('learns nothing of a model that is no more, nor of one that was hardly judged', async () => {
    const rows = [
      ...telling(200),
      ...Array.from({ length: 200 }, (_, at) => judged(`Sing song ${at}`, at % 2, 'gone')),
      ...Array.from({ length: 99 }, (_, at) => judged(`Sing song ${at}`, at % 2, 'new')),
    ];
    expect([...(await fitHead(rows, priorOf, pause)).heads.keys()]).toEqual(['weak']);
  });
  it('says the same after it was stored, and nothing of other models', async () => {
    const stored = packHead(await fitHead(telling(400), priorOf, pause));
    if (stored === undefined) throw new Error('There is one.');
    const { correct } = loadHead(stored, { version: 1, staleAt: 0 }, createNgramHasher());
    expect(correct('Prove the theorem once more')('weak')).toBeLessThan(-0.2);
    expect(correct('Name the river once more')('weak')).toBeGreaterThan(0.2);
    expect(correct('Name the river once more')('strong')).toBeUndefined();
    const broken = { ...stored, models: ['weak', 'strong'] };
    expect(() => loadHead(broken, { version: 1, staleAt: 0 }, createNgramHasher())).toThrow('broken');
  });
});

describe('headFor', () => {
  const head = { version: 1, staleAt: 1_000, correct: () => () => 0.1 };
  const asked = (at: number, promptText: string | undefined) =>
    headFor({ at, promptText }, { head }) !== undefined;
  it('lets a head speak until it is stale, and of prompts alone', () => {
    expect(asked(999, 'Name a river.')).toBe(true);
    expect(asked(1_000, 'Name a river.')).toBe(false);
    expect(asked(999, '')).toBe(false);
    expect(asked(999, undefined)).toBe(false);
  });
});

describe('verdictOf', () => {
  const errors = (gains: readonly number[]) =>
    gains.map((gain) => ({ table: 0.25 + gain, head: 0.25, weight: 1 }));
  it('takes what is sure to be better, not what may be luck', () => {
    const sure = Array.from({ length: 300 }, (_, at) => 0.02 + (at % 2 === 0 ? 0.1 : -0.1));
    const luck = sure.map((gain) => gain - 0.01);
    expect(verdictOf(errors(sure), 300).gainAtLeast).toBeCloseTo(0.02 - (2.33 * 0.1) / Math.sqrt(300), 6);
    expect(verdictOf(errors(sure), 300).taken).toBe(true);
    expect(verdictOf(errors(luck), 300)).toMatchObject({ taken: false });
  });
  it('refuses a head that changes nothing', () => {
    expect(verdictOf(errors(Array.from({ length: 300 }, () => 0)), 300)).toMatchObject({
      gainAtLeast: 0,
      taken: false,
    });
  });
});
