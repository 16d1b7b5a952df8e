import { expect, test } from 'vitest';
import { DIMENSION_NAMES, type Dimension } from '@/lib/analytics/dimensions';
import { isWholeDays, planSource } from '@/lib/analytics/sql/plan-source';

test.each([
  [['model'], [], true, { kind: 'days', cube: 'model', blocks: false }],
  [['model', 'rule'], [], true, { kind: 'days', cube: 'cause', blocks: false }],
  [['key', 'model'], [], true, { kind: 'days', cube: 'caller', blocks: false }],
  [[], ['outcome'], true, { kind: 'days', cube: 'asked', blocks: false }],
  [['key', 'task'], [], true, { kind: 'days', cube: 'errand', blocks: false }],
  [['key', 'task', 'model'], [], true, { kind: 'days', cube: 'all', blocks: false }],
  [['tag'], ['cache'], true, { kind: 'days', cube: 'tag', blocks: false }],
  [['tag', 'model'], [], true, { kind: 'pairs', pair: 'tag_model', blocks: false }],
  [['user'], ['team'], true, { kind: 'pairs', pair: 'user_team', blocks: false }],
  [['user', 'key'], ['team'], true, { kind: 'pairs', pair: 'user_key', blocks: false }],
  [['user', 'provider', 'model'], [], true, { kind: 'pairs', pair: 'user_model', blocks: false }],
  [['user', 'tag'], [], true, { kind: 'pairs', pair: 'tag_user', blocks: false }],
  [['user', 'model'], ['team'], true, { kind: 'rows' }],
  [['user', 'tag', 'key'], [], true, { kind: 'rows' }],
  [['user', 'key'], [], false, { kind: 'rows' }],
  [['key', 'task'], [], false, { kind: 'quarters' }],
  [['tag'], [], false, { kind: 'rows' }],
] as const)('%j with %j, whole days %s, is read from %j', (dimensions, columns, wholeDays, plan) => {
  expect(planSource({ dimensions, columns, wholeDays })).toEqual(plan);
});

const facets: readonly Dimension[] = ['user', 'tag'];

test('a tag or end user beside any one dimension, and whatever its metric looks at, is read from pairs or a cube', () => {
  const partColumns = ['outcome', 'cache', 'role'] as const;
  for (const facet of facets)
    for (const second of DIMENSION_NAMES) {
      const dimensions = [...new Set([facet, second])];
      expect(planSource({ dimensions, columns: [], partColumns, wholeDays: true }).kind).toBe('pairs');
    }
});

test.each([
  [['user', 'team'], { kind: 'pairs', pair: 'user_team', blocks: true }],
  [['key', 'task', 'model'], { kind: 'days', cube: 'all', blocks: true }],
  [['model'], { kind: 'days', cube: 'model', blocks: false }],
] as const)('sums of %j over the whole span are read from %j', (dimensions, plan) => {
  expect(planSource({ dimensions, columns: [], wholeDays: true, wholeSpan: true })).toEqual(plan);
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
