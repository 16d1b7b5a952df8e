import { expect, test } from 'vitest';
import { escapeLike } from '@/lib/analytics/requests/escape-like';
import { readFilters } from '@/lib/analytics/requests/request-filters';

test('a filter that cannot be read is left out and named, the others hold', () => {
  expect(readFilters({ model: 'gpt-4.1', minCost: '1e3', outcome: 'maybe', q: '' })).toEqual({
    filters: { model: 'gpt-4.1' },
    ignored: ['outcome', 'minCost'],
  });
});

test('money stays a decimal string', () => {
  expect(readFilters({ minCost: '0.000009' }).filters).toEqual({ minCost: '0.000009' });
});

test('parameters that are no filters are not looked at', () => {
  expect(readFilters({ workspace: 'main', range: '7d', __proto__: 'x' })).toEqual({
    filters: {},
    ignored: [],
  });
});

test('signs of LIKE are searched for as themselves', () => {
  expect(escapeLike('100%_\\x')).toBe('100\\%\\_\\\\x');
});
