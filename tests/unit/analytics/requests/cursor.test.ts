import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '@/lib/analytics/requests/cursor';

test('what was written is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e12 }),
      fc.string({ minLength: 1, maxLength: 60 }),
      (startedAt, id) => {
        expect(readCursor(writeCursor({ startedAt, id }))).toEqual({ startedAt, id });
      },
    ),
  );
});

test.each([
  undefined,
  '',
  'x',
  'W10',
  '[1,"a"]',
  'a'.repeat(500),
  Buffer.from('[1e99,"a"]').toString('base64url'),
])('anything else is no cursor: %s', (text) => {
  expect(readCursor(text)).toBeUndefined();
});

test('no text at all makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readCursor(text);
    }),
  );
});
