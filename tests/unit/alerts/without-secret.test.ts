import { expect, test } from 'vitest';
import { withoutSecret } from '@/lib/alerts/channels/notice';

const SECRET = 'a-signing-secret';
const shown = (detail: string, secret: string | undefined = SECRET) =>
  withoutSecret({ ok: false, retry: true, detail }, secret).detail;

test('what a receiver says is kept in one line, without the secret, wherever it is cut', () => {
  expect(shown(`535 ${SECRET} is wrong`)).toBe('535 … is wrong');
  expect(shown(`${'x'.repeat(295)}${SECRET}`)).toBe(`${'x'.repeat(295)}…`);
  expect(shown('two\r\nlines\0')).toBe('two lines ');
  expect(shown('x'.repeat(1_000))).toHaveLength(300);
  expect(shown('as it is', undefined)).toBe('as it is');
  // Nothing stands everywhere, and is no secret.
  expect(shown('as it is', '')).toBe('as it is');
});
