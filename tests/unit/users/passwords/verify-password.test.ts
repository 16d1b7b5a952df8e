import { describe, expect, test } from 'vitest';
import { hashPassword } from '@/lib/users/passwords/hash-password';
import { verifyPassword } from '@/lib/users/passwords/verify-password';

describe('passwords', () => {
  test('the right password passes, any other fails', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(await verifyPassword('correct horse battery', stored)).toBe(true);
    expect(await verifyPassword('correct horse batterz', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
  });

  test('a hash names its own parameters and is salted', async () => {
    const [one, two] = [await hashPassword('same password'), await hashPassword('same password')];
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
  });

  test('one password in two Unicode forms is one password', async () => {
    const stored = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword('cafe\u0301 au lait', stored)).toBe(true);
  });

  test('an unknown user never passes, and the work is done all the same', async () => {
    expect(await verifyPassword('nobody has this password', undefined)).toBe(false);
    const started = performance.now();
    await verifyPassword('anything', undefined);
    expect(performance.now() - started).toBeGreaterThan(5);
  });

  test('an unreadable hash is an error, not a pass', async () => {
    await expect(verifyPassword('x', 'plain')).rejects.toThrow('not readable');
  });
});
