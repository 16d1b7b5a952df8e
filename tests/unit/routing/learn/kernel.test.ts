import { describe, expect, it } from 'vitest';
import { fitKernel, nearness, predictKernel } from '@/lib/routing/learn/fit-kernel';
import { fitMeaning, pointsOf, predictMeaning } from '@/lib/routing/learn/fit-meaning';
import type { NumberTable } from '@/lib/routing/learn/forest';
import type { ReadPrompt } from '@/lib/routing/learn/read-prompts';
import { seededRandom } from '@/lib/simulator/random';

const table = (rows: readonly (readonly number[])[]): NumberTable => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  values: Float32Array.from(rows.flat()),
});
const draw = seededRandom('kernel');
const drawn = (rows: number, columns: number) =>
  table(Array.from({ length: rows }, () => Array.from({ length: columns }, () => draw())));

describe('nearness', () => {
  it('is exp(−distance)', () => {
    const { values } = nearness(table([[0, 0]]), table([[0, 0], [3, 4]])); // prettier-ignore
    expect(values[0]).toBe(1);
    expect(values[1]).toBeCloseTo(Math.exp(-5), 7);
  });
  it('is the same for a table and itself as for a table and its like, whatever the number of columns', () => {
    for (const columns of [1, 4, 7]) {
      const one = drawn(9, columns);
      const [own, like] = [nearness(one, one).values, nearness(one, { ...one }).values];
      own.forEach((value, at) => {
        expect(value).toBeCloseTo(like[at] ?? 0, 6);
      });
    }
  });
});

describe('kernel ridge', () => {
  const points = drawn(301, 3);
  const labels = Float64Array.from({ length: 301 }, (_, row) =>
    (points.values[3 * row] ?? 0) > 0.5 ? 1 : 0,
  );
  const near = nearness(points, points);
  it('solves what it says: nearness × weights + penalty × weights is what is beyond the mean', () => {
    const { mean, weights } = fitKernel(near, labels, 0.5);
    const expected = predictKernel({ mean, weights }, near);
    labels.forEach((label, row) => {
      expect((expected[row] ?? 9) + 0.5 * (weights[row] ?? 9)).toBeCloseTo(label, 3);
    });
  });
  it('expects of a row what those near it taught, and the mean far from all', () => {
    const head = fitKernel(near, labels, 0.1);
    const asked = table([[0.1, 0.5, 0.5], [0.9, 0.5, 0.5], [90, 0, 0]]); // prettier-ignore
    const [low = 1, high = 0, far = 0] = predictKernel(head, nearness(asked, points));
    expect(low).toBeLessThan(0.15);
    expect(high).toBeGreaterThan(0.85);
    expect(far).toBeCloseTo(head.mean, 9);
  });
});

describe('points of what prompts are about', () => {
  const document = (vector: readonly number[]): ReadPrompt => ({
    ...{ size: 0, buckets: new Uint32Array(), counts: new Float32Array(), form: [] },
    meaning: { vector: Float32Array.from(vector), likeness: [] },
  });
  it('are as they differ from the centre, what is asked and what is offered at the same length', () => {
    const { values } = pointsOf(
      [document([3, 5, 1, 1]), document([1, 1, 1, 1])],
      Float64Array.of(1, 1, 1, 0),
    );
    const [a = 0, b = 0, ...rest] = values;
    expect(Math.hypot(a, b)).toBeCloseTo(3, 6);
    expect(b / a).toBeCloseTo(2, 6);
    expect(rest).toEqual([0, 3, 0, 0, 0, 3]);
  });
  it('teach of prompts what those near them were', () => {
    const apart = (side: number, at: number) => document([side, 0.1 * (at % 5), 0, 1]);
    const documents = Array.from({ length: 100 }, (_, at) => apart(at % 2, at));
    const labels = Float64Array.from({ length: 100 }, (_, at) => at % 2);
    const parts = fitMeaning(documents, [labels]);
    const [low = 1, high = 0] = predictMeaning(parts, [apart(0, 2), apart(1, 2)])[0] ?? [];
    expect(high - low).toBeGreaterThan(0.8);
  });
});
