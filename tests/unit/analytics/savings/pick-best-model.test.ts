import { expect, it } from 'vitest';
import { pickBestModel, type JudgedCell } from '@/lib/analytics/savings/pick-best-model';

const cell = (model: string, task: string, labels: number, goodShare: number): JudgedCell => ({
  ...{ model, task, labels },
  ...{ good: labels * goodShare, bad: labels * (1 - goodShare) },
});

it('the model that is surely good comes before the one that is perfect on few answers', () => {
  const found = pickBestModel([cell('few', 'code', 10, 1), cell('many', 'code', 1_000, 0.95)]);
  expect(found).toMatchObject({ kind: 'best', model: 'many', labels: 1_010, models: 2 });
});

it('a model that was only given the easy tasks is not compared with one that had all of them', () => {
  const easy = [cell('small', 'simple_faq', 100, 1)];
  const all = [cell('large', 'simple_faq', 50, 0.9), cell('large', 'code', 50, 0.7)];
  expect(pickBestModel([...easy, ...all])).toMatchObject({ kind: 'best', model: 'large', models: 1 });
});

it('tasks count by the same mix for every model, however many of its labels are of which', () => {
  // By all of its own labels a would be better: 92 % of 10,000, against 88 % of 2,000.
  const found = pickBestModel([
    ...[cell('a', 'simple_faq', 9_000, 1), cell('a', 'code', 1_000, 0.2)],
    ...[cell('b', 'simple_faq', 1_000, 0.95), cell('b', 'code', 1_000, 0.8)],
  ]);
  expect(found).toMatchObject({ kind: 'best', model: 'b', models: 2 });
});

it('nine labels are not enough, ten are; a tenth of the tasks may be missing', () => {
  expect(pickBestModel([cell('a', 'code', 9, 1)])).toEqual({ kind: 'none', labels: 9 });
  expect(pickBestModel([cell('a', 'code', 10, 1)]).kind).toBe('best');
  const missing = (labels: number) => pickBestModel([cell('a', 'code', 90, 1), cell('', 'faq', labels, 1)]);
  expect(missing(9)).toMatchObject({ model: 'a', models: 1 });
  expect(pickBestModel([cell('a', 'code', 80, 1), cell('b', 'faq', 20, 1)])).toEqual({
    kind: 'none',
    labels: 100,
  });
});

it('without labels there is none', () => {
  expect(pickBestModel([])).toEqual({ kind: 'none', labels: 0 });
});
