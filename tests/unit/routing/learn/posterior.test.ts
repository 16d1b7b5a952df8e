import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beliefOf,
  learnLabel,
  lowerBoundOf,
  meanOf,
  type Label,
  type PosteriorTable,
} from '@/lib/routing/learn/posterior';

const prior = { mean: 0.7, strength: 10 };
const label: Label = { task: 'law', model: 'm', score: 1, source: 'feedback' };

describe('posteriors', () => {
  it('start at the prior and leave the table as it was', () => {
    const empty = new Map();
    expect(meanOf(beliefOf(empty, 'law', 'm', prior))).toBeCloseTo(0.7, 12);
    learnLabel(empty, label, prior);
    expect(empty.size).toBe(0);
  });
  it('count people more than judges, and judges more than checks', () => {
    const after = (source: Label['source']) =>
      meanOf(beliefOf(learnLabel(new Map(), { ...label, source }, prior), 'law', 'm', prior));
    expect(after('feedback')).toBeCloseTo(8 / 11, 12);
    expect(after('feedback')).toBeGreaterThan(after('judge'));
    expect(after('judge')).toBeGreaterThan(after('check'));
  });
  it('touch no other task or model', () => {
    const table = learnLabel(new Map(), { ...label, score: 0 }, prior);
    expect(meanOf(beliefOf(table, 'law', 'other', prior))).toBeCloseTo(0.7, 12);
    expect(meanOf(beliefOf(table, 'chat', 'm', prior))).toBeCloseTo(0.7, 12);
  });
  it('refuse a score outside 0 to 1', () => {
    for (const score of [-0.1, 1.1, Number.NaN])
      expect(() => learnLabel(new Map(), { ...label, score }, prior)).toThrow(RangeError);
  });
  it('have a lower bound in 0 to the mean, whatever was learnt', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }), (scores) => {
        const table = scores.reduce<PosteriorTable>(
          (each, score) => learnLabel(each, { ...label, score }, prior),
          new Map(),
        );
        const belief = beliefOf(table, 'law', 'm', prior);
        expect(lowerBoundOf(belief)).toBeGreaterThanOrEqual(0);
        expect(lowerBoundOf(belief)).toBeLessThanOrEqual(meanOf(belief));
      }),
    );
  });
});
