import { expect, test } from 'vitest';
import { GO_WITHIN_MS, meaningOf, type KeyPress } from '@/components/layout/shortcuts';

const press = (over: Partial<KeyPress>): KeyPress => ({
  ...{ key: 'x', metaKey: false, ctrlKey: false, altKey: false, isTyping: false, sinceGoMs: undefined },
  ...over,
});

test.each([{ metaKey: true }, { ctrlKey: true }])('the palette opens, also while one types: %j', (with_) => {
  expect(meaningOf(press({ key: 'k', ...with_, isTyping: true }))).toBe('palette');
  expect(meaningOf(press({ key: 'K', ...with_ }))).toBe('palette');
  expect(meaningOf(press({ key: 'p', ...with_ }))).toBeUndefined();
});

test('g and a letter open a page, if the letter comes soon', () => {
  expect(meaningOf(press({ key: 'g' }))).toBe('go');
  expect(meaningOf(press({ key: 'r', sinceGoMs: GO_WITHIN_MS }))).toEqual({ open: '/requests' });
  expect(meaningOf(press({ key: 'r', sinceGoMs: GO_WITHIN_MS + 1 }))).toBeUndefined();
  expect(meaningOf(press({ key: 'r' }))).toBeUndefined();
});

test('a letter that is typed is a letter', () => {
  for (const key of ['?', 'g', 'r'])
    expect(meaningOf(press({ key, isTyping: true, sinceGoMs: 1 }))).toBeUndefined();
});

test('names of every object are no keys', () => {
  expect(meaningOf(press({ key: 'constructor', sinceGoMs: 1 }))).toBeUndefined();
});
