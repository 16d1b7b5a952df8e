import { expect, test } from 'vitest';
import { emailSchema, passwordSchema } from '@/lib/users/passwords/password-rules';

const accepts = (password: string) => passwordSchema.safeParse(password).success;

test.each([
  ['a'.repeat(11), false],
  ['correcthorse', true],
  ['correct horse battery staple', true],
  ['xy9-'.repeat(50), true],
  [`${'xy9-'.repeat(50)}x`, false],
])('length decides: %s', (password, expected) => {
  expect(accepts(password)).toBe(expected);
});

test.each([
  'password1234',
  'Password!2026',
  '123456789012',
  'aaaaaaaaaaaaa',
  'QwertyUiop123',
  '2026-tollgate',
  'abababababab',
])('what is guessed first is refused: %s', (password) => {
  expect(accepts(password)).toBe(false);
});

test('digits alone may be a password when they are no run', () => {
  expect(accepts('739182640518')).toBe(true);
});

test('addresses are compared in lower case without spaces around', () => {
  expect(emailSchema.parse('  Ada@Example.COM ')).toBe('ada@example.com');
  expect(emailSchema.safeParse('ada').success).toBe(false);
});
