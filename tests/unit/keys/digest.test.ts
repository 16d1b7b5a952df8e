import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestKey } from '@/lib/keys/digest';

beforeAll(() => {
  process.env['TOLLGATE_SECRET'] = 'a-master-secret-of-the-unit-tests-0123456789';
});

describe('the digest of a key', () => {
  it('is 64 hex digits, the same for the same value and different for values with a common prefix', () => {
    expect(digestKey('tg-aaaa')).toMatch(/^[0-9a-f]{64}$/);
    expect(digestKey('tg-aaaa')).toBe(digestKey('tg-aaaa'));
    expect(digestKey('tg-aaaa')).not.toBe(digestKey('tg-aaab'));
  });

  it('cannot be made without the master secret', () => {
    expect(digestKey('tg-aaaa')).not.toBe(createHash('sha256').update('tg-aaaa').digest('hex'));
  });
});
