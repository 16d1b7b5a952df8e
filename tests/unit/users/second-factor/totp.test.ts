import { expect, test } from 'vitest';
import { toBase32 } from '@/lib/users/second-factor/base32';
import { matchTotp, totpCode, totpStep } from '@/lib/users/second-factor/totp';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %d s the code is %s (RFC 6238, appendix B)', (seconds, code) => {
  expect(totpCode(SECRET, totpStep(seconds * 1_000), 8)).toBe(code);
});

test('a code is right one step before and after its own, and never again', () => {
  const nowMs = 1_700_000_000_000;
  const step = totpStep(nowMs);
  for (const offset of [-1, 0, 1])
    expect(matchTotp(SECRET, totpCode(SECRET, step + offset), { nowMs, lastStep: 0 })).toBe(step + offset);
  for (const offset of [-2, 2])
    expect(matchTotp(SECRET, totpCode(SECRET, step + offset), { nowMs, lastStep: 0 })).toBeUndefined();
  expect(matchTotp(SECRET, totpCode(SECRET, step), { nowMs, lastStep: step })).toBeUndefined();
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j is %s (RFC 4648)', (text, expected) => {
  expect(toBase32(Buffer.from(text))).toBe(expected);
});
