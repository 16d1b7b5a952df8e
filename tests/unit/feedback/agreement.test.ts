import { expect, test } from 'vitest';
import { agreementOf, type ScoredTwice } from '@/lib/feedback/agreement';

const times = (n: number, byJudge: number, byPeople: number, judge = 'j'): ScoredTwice[] =>
  Array.from({ length: n }, () => ({ judge, byJudge, byPeople }));

test('a judge is told by how often it says what people say, and which way it errs', () => {
  const scored = [...times(20, 0.8, 1), ...times(15, 0.2, 0), ...times(5, 0.9, 0.1), ...times(10, 0.4, 0.5)];
  const [judge] = agreementOf(scored);
  expect(judge).toMatchObject({ judge: 'j', answers: 50, agreed: 0.7, tooKind: 5, tooStrict: 10 });
  // The textbook case of Cohen's kappa, and Wilson's interval of 35 of 50.
  expect(judge?.kappa).toBeCloseTo(0.4, 10);
  expect(judge?.interval.low).toBeCloseTo(0.5625, 3);
  expect(judge?.interval.high).toBeCloseTo(0.809, 3);
});

test('half a point is good; agreement by always saying the same has no kappa', () => {
  const [judge] = agreementOf(times(4, 0.5, 1));
  expect(judge).toMatchObject({ agreed: 1, kappa: null });
});

test('judges are told apart, the one with more answers first', () => {
  const found = agreementOf([...times(1, 1, 1, 'few'), ...times(2, 1, 0, 'many')]);
  expect(found.map(({ judge, agreed }) => [judge, agreed])).toEqual([
    ['many', 0],
    ['few', 1],
  ]);
  expect(agreementOf([])).toEqual([]);
});
