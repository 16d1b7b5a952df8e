import { describe, expect, it } from 'vitest';
import { fitForest } from '@/lib/routing/learn/fit-forest';
import { predictForest, type NumberTable } from '@/lib/routing/learn/forest';
import { seededRandom } from '@/lib/simulator/random';

const OPTIONS = { trees: 30, leafRows: 5, triedShare: 0.7, limits: 2, rowShare: 1 };
const random = (...seed: (string | number)[]) => seededRandom('forest', ...seed);

function table(rows: readonly (readonly number[])[]): NumberTable {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float32Array.from(rows.flat()) };
}

describe('a forest', () => {
  const draw = random('rows');
  const rows = Array.from({ length: 600 }, () => [draw(), draw(), draw()]);
  /** Neither column says anything without the other. */
  const either = Float64Array.from(rows, ([a = 0, b = 0]) => (a > 0.5 === b > 0.5 ? 1 : 0));
  const third = Float64Array.from(rows, ([, , c = 0]) => c);
  const forest = fitForest(table(rows), [either, third], OPTIONS, random('grow'));

  it('finds what two columns say only together, and several labels at once', () => {
    const [first, second] = predictForest(
      forest,
      table([
        [0.9, 0.9, 0.1],
        [0.9, 0.1, 0.9],
      ]),
    );
    expect((first?.[0] ?? 0) - (first?.[1] ?? 0)).toBeGreaterThan(0.4);
    expect((second?.[1] ?? 0) - (second?.[0] ?? 0)).toBeGreaterThan(0.4);
  });
  it('is the same for the same random numbers', () => {
    expect(fitForest(table(rows), [either, third], OPTIONS, random('grow'))).toEqual(forest);
    expect(fitForest(table(rows), [either, third], OPTIONS, random('else'))).not.toEqual(forest);
  });
  it('never leaves fewer rows in a leaf than asked', () => {
    const numbered = table(rows.map((_, at) => [at]));
    const grown = fitForest(numbered, [third], { ...OPTIONS, trees: 1, leafRows: 40 }, random('leaf'));
    const counts = new Map<number, number>();
    for (const value of predictForest(grown, numbered)[0] ?? [])
      counts.set(value, (counts.get(value) ?? 0) + 1);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(40);
    expect(counts.size).toBeGreaterThan(1);
  });
  it('grows each tree from as many rows as asked, none twice', () => {
    const ones = Float64Array.from(rows, (_, at) => at);
    const options = { ...OPTIONS, trees: 1, leafRows: rows.length };
    const whole = predictForest(fitForest(table(rows), [ones], options, random('all')), table([[0, 0, 0]]));
    const half = { ...options, rowShare: 0.5 };
    const halves = predictForest(fitForest(table(rows), [ones], half, random('all')), table([[0, 0, 0]]));
    expect(whole[0]?.[0]).toBeCloseTo(299.5, 4);
    expect(halves[0]?.[0]).not.toBeCloseTo(299.5, 4);
    expect(Math.abs((halves[0]?.[0] ?? 0) - 299.5)).toBeLessThan(60);
  });
  it('gives the mean where rows are too few, all alike, or none', () => {
    const few = fitForest(table([[1], [2]]), [Float64Array.of(0, 1)], OPTIONS, random('few'));
    expect(predictForest(few, table([[7]]))[0]?.[0]).toBeCloseTo(0.5, 6);
    const alike = fitForest(table(rows.map(() => [1])), [third], OPTIONS, random('alike'));
    expect(alike.trees.every(({ columns }) => columns.length === 1)).toBe(true);
    const none = fitForest(table([]), [new Float64Array()], OPTIONS, random('none'));
    expect(predictForest(none, table([[1]]))[0]?.[0]).toBe(0);
  });
});
