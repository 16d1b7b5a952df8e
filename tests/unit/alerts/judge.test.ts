import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/alerts/judge';
import { MAX_TRIES, retryDelayMs } from '@/lib/alerts/retry-delay';
import { signBody } from '@/lib/alerts/channels/sign';
import { outcomeOf } from '@/lib/alerts/channels/http-outcome';
import { titleOf } from '@/lib/alerts/channels/notice';

describe('a reading against its threshold', () => {
  const above = { value: 100, side: 'above', clearPercent: 10 } as const;
  it.each([
    [100, 'over'],
    [99.999, 'near'],
    [90, 'near'],
    [89.999, 'clear'],
    [undefined, 'unknown'],
    [Number.NaN, 'unknown'],
    [Infinity, 'over'],
  ] as const)('%s of 100 is %s', (reading, verdict) => expect(judge(reading, above)).toBe(verdict));

  const below = { value: 40, side: 'below', clearPercent: 10 } as const;
  it.each([
    [39.99, 'over'],
    [40, 'near'],
    [43.99, 'near'],
    [44, 'clear'],
  ] as const)('%s where less than 40 is bad is %s', (reading, verdict) =>
    expect(judge(reading, below)).toBe(verdict),
  );

  it('without hysteresis is never near', () =>
    expect(judge(99.99, { ...above, clearPercent: 0 })).toBe('clear'));
});

describe('what is sent', () => {
  it('is signed over its time and its bytes (checked with openssl)', () =>
    expect(signBody('0123456789abcdef', 1_700_000_000, '{"a":1}')).toBe(
      'v1=9eb18f493f8ec135d9eb2dad817c369bb4e9cbfa818657897a7437c1cd8c3a23',
    ));

  it('is tried again after 10 s, doubling to an hour, with up to half of it at random', () => {
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1), retryDelayMs(2, 1)]).toEqual([5_000, 10_000, 20_000]);
    expect(retryDelayMs(MAX_TRIES, 1)).toBe(3_600_000);
  });

  it.each([
    [200, true, undefined],
    [204, true, undefined],
    [301, false, false],
    [400, false, false],
    [408, false, true],
    [410, false, false],
    [429, false, true],
    [500, false, true],
    [503, false, true],
  ])('answered with %s: sent %s, another try %s', (status, ok, retry) =>
    expect(outcomeOf({ status, text: '' })).toMatchObject(ok ? { ok } : { ok, retry }),
  );

  it('has a title of one line, whatever the names hold', () =>
    expect(
      titleOf({
        deliveryId: 'd',
        kind: 'fired',
        rule: { id: 'r', name: 'Errors\r\nBcc: all@example.com' },
        workspace: 'main',
        subject: 'all',
        summary: '',
        at: '',
      }),
    ).toBe('Firing: Errors Bcc: all@example.com (main)'));
});
