import { expect, test } from 'vitest';
import { isWholeDays, planSource } from '@/lib/analytics/plan-source';

test.each([
  [['model'], [], true, { kind: 'days', cube: 'model' }],
  [['model', 'rule'], [], true, { kind: 'days', cube: 'cause' }],
  [['key', 'model'], [], true, { kind: 'days', cube: 'caller' }],
  [[], ['outcome'], true, { kind: 'days', cube: 'asked' }],
  [['key', 'task'], [], true, { kind: 'days', cube: 'errand' }],
  [['key', 'task', 'model'], [], true, { kind: 'days', cube: 'all' }],
  [['tag'], ['cache'], true, { kind: 'days', cube: 'tag' }],
  [['tag', 'model'], ['outcome'], true, { kind: 'days', cube: 'tag_model' }],
  [['user'], ['team'], true, { kind: 'days', cube: 'user_team' }],
  [['user', 'model'], ['team'], true, { kind: 'rows' }],
  [['user', 'key'], [], true, { kind: 'rows' }],
  [['user', 'tag'], [], true, { kind: 'rows' }],
  [['key', 'task'], [], false, { kind: 'quarters' }],
  [['tag'], [], false, { kind: 'rows' }],
] as const)('%j with %j, whole days %s, is read from %j', (dimensions, columns, wholeDays, plan) => {
  expect(planSource({ dimensions, columns, wholeDays })).toEqual(plan);
});

test('a span is of whole days from one local midnight to another, or to now', () => {
  const now = new Date('2026-11-10T12:07:00Z');
  const zone = 'Asia/Kathmandu';
  const days = (from: string, to: string) =>
    isWholeDays({ from: new Date(from), to: new Date(to) }, zone, now);
  expect(days('2026-11-01T18:15:00Z', '2026-11-05T18:15:00Z')).toBe(true);
  expect(days('2026-11-01T18:15:00Z', '2026-11-05T18:30:00Z')).toBe(false);
  expect(days('2026-11-01T00:00:00Z', '2026-11-05T18:15:00Z')).toBe(false);
  expect(days('2026-11-01T18:15:00Z', '2026-11-10T12:15:00Z')).toBe(true);
});
