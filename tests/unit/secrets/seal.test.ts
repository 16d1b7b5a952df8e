import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { deriveKey } from '@/lib/secrets/derive-key';
import { OpenSecretError } from '@/lib/secrets/open-secret-error';
import { open, seal } from '@/lib/secrets/seal';

const place = { purpose: 'test', rowId: 'row-1' };

beforeAll(() => {
  process.env['TOLLGATE_SECRET'] = 'a-master-secret-of-the-unit-tests-0123456789';
});

describe('sealing', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => open(seal(text, place), place) === text),
    );
  });

  it('never makes the same bytes twice and never contains the plain text', () => {
    const [one, two] = [seal('sk-very-secret', place), seal('sk-very-secret', place)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('sk-very-secret')).toBe(false);
  });

  it('refuses each single changed byte', () => {
    const sealed = seal('secret', place);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => open(changed, place)).toThrow(OpenSecretError);
    }
  });

  it('refuses anything shorter, another row and another purpose', () => {
    const sealed = seal('secret', place);
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => open(sealed.subarray(0, length), place)).toThrow(OpenSecretError);
    expect(() => open(sealed, { ...place, rowId: 'row-2' })).toThrow(OpenSecretError);
    expect(() => open(sealed, { ...place, purpose: 'other' })).toThrow(OpenSecretError);
  });
});

describe('derived keys', () => {
  it('are of 32 bytes, the same each time, and never shared by two purposes', () => {
    expect(deriveKey('a')).toHaveLength(32);
    expect(deriveKey('a').equals(deriveKey('a'))).toBe(true);
    expect(deriveKey('a').equals(deriveKey('b'))).toBe(false);
  });
});
