import { expect, it } from 'vitest';
import type { UpstreamError } from '@/lib/dialects/chat';
import { afterFailure, type Failure } from '@/lib/resilience/after-failure';

const upstream = (kind: UpstreamError['kind'], status: number, retryAfterS?: number): Failure => ({
  kind: 'upstream',
  error: { kind, status, message: '' },
  ...(retryAfterS === undefined ? {} : { retryAfterS }),
});
const transport = (code: string, reused?: boolean): Failure => ({
  kind: 'transport',
  code,
  dispatched: true,
  ...(reused === undefined ? {} : { reused }),
});

it.each<[string, Failure, { failOver: boolean; times: number; countsAgainst: boolean }]>([
  ['1 refused', transport('ECONNREFUSED'), { failOver: true, times: 0, countsAgainst: true }],
  ['2 black hole', { kind: 'timeout', phase: 'connect' }, { failOver: true, times: 0, countsAgainst: true }],
  [
    'no free connection of ours',
    { kind: 'timeout', phase: 'headers', dispatched: false },
    { failOver: true, times: 0, countsAgainst: false },
  ],
  [
    '8 reset of an idle connection',
    transport('ECONNRESET', true),
    { failOver: true, times: 1, countsAgainst: false },
  ],
  ['13 bad request', upstream('invalid_request', 400), { failOver: false, times: 0, countsAgainst: false }],
  ['13 too long', upstream('context_length', 400), { failOver: true, times: 0, countsAgainst: false }],
  ['14 key refused', upstream('authentication', 401), { failOver: true, times: 0, countsAgainst: false }],
  [
    '18 request timeout',
    upstream('invalid_request', 408),
    { failOver: true, times: 2, countsAgainst: false },
  ],
  ['19 conflict', upstream('conflict', 409), { failOver: true, times: 1, countsAgainst: false }],
  ['21 unprocessable', upstream('unprocessable', 422), { failOver: false, times: 0, countsAgainst: false }],
  ['22 rate limit', upstream('rate_limit', 429, 7), { failOver: true, times: 1, countsAgainst: false }],
  ['25 quota', upstream('quota', 429), { failOver: true, times: 0, countsAgainst: false }],
  ['27 server error', upstream('server', 500), { failOver: true, times: 1, countsAgainst: true }],
  ['28 bad gateway', upstream('server', 502), { failOver: true, times: 2, countsAgainst: true }],
  ['29 overloaded', upstream('overloaded', 529), { failOver: true, times: 2, countsAgainst: true }],
  ['62 client gone', { kind: 'client_closed' }, { failOver: false, times: 0, countsAgainst: false }],
])('fault %s', (_, failure, expected) => {
  const { failOver, retry, countsAgainst } = afterFailure(failure);
  expect({ failOver, times: retry.times, countsAgainst }).toEqual(expected);
});

it('cools for what the provider names, and else for what fits the fault', () => {
  const cool = (failure: Failure) => afterFailure(failure).cool;
  expect(cool(upstream('rate_limit', 429, 7))).toEqual({ scope: 'target', ms: 7_000, binding: true });
  expect(cool(upstream('rate_limit', 429))).toEqual({ scope: 'target', ms: 'growing', binding: false });
  expect(cool(upstream('overloaded', 503, 2))).toMatchObject({ ms: 2_000 });
  expect(cool(upstream('payment', 402))).toMatchObject({ scope: 'credential', ms: 3_600_000 });
  expect(cool(upstream('permission', 403))).toMatchObject({ scope: 'target' });
  expect(cool(upstream('server', 500))).toBeUndefined();
});

it('says what only an admin can put right', () => {
  expect(afterFailure(transport('ENOTFOUND')).alert).toBe('address');
  expect(afterFailure(transport('CERT_HAS_EXPIRED')).alert).toBe('certificate');
  expect(afterFailure(upstream('authentication', 401)).alert).toBe('credential');
});
