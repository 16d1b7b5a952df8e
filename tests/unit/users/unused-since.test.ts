import { expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { unusedSince } from '@/lib/users/sessions/unused-since';

const NOW = new Date('2026-11-22T12:00:00Z');
const hours = (text: string) => readEnv({ TOLLGATE_SESSION_IDLE_HOURS: text }).TOLLGATE_SESSION_IDLE_HOURS;

test('a session may be unused for a day, or for the hours of the setting', () => {
  expect(unusedSince(NOW, readEnv({}).TOLLGATE_SESSION_IDLE_HOURS).toISOString()).toBe(
    '2026-11-21T12:00:00.000Z',
  );
  expect(unusedSince(NOW, hours('1')).toISOString()).toBe('2026-11-22T11:00:00.000Z');
  expect(hours('168')).toBe(168);
});

test.each(['0', '169', '1.5', 'never', '-1'])(
  '%s hours end the start with a line that names the setting',
  (text) => {
    expect(() => hours(text)).toThrow(/TOLLGATE_SESSION_IDLE_HOURS/);
  },
);
