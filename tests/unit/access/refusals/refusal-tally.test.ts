import { expect, test } from 'vitest';
import type { Refusal } from '@/lib/access/refusals/refusal';
import { RefusalTally } from '@/lib/access/refusals/refusal-tally';

const { WINDOW_MS, MAX_OPEN } = RefusalTally;
const refusal = (over: Partial<Refusal> = {}): Refusal => ({
  ...{ reason: 'invalid_api_key', address: '203.0.113.7', method: 'GET' },
  ...{ route: '/api/v1/keys', requestId: 'req_1', ...over },
});

test('of one address, caller and reason the first has a line, and a minute later the number of the others', () => {
  const tally = new RefusalTally();
  const lines = [0, 1, WINDOW_MS - 1].map((nowMs) => tally.admit(refusal(), nowMs));
  expect(lines).toEqual([true, false, false]);
  expect(tally.close(WINDOW_MS - 1)).toEqual([]);
  expect(tally.close(WINDOW_MS)).toMatchObject([
    { reason: 'invalid_api_key', address: '203.0.113.7', again: 2 },
  ]);
  expect(tally.isEmpty).toBe(true);
  expect(tally.admit(refusal(), WINDOW_MS)).toBe(true);
  expect(tally.close(2 * WINDOW_MS), 'what came once is told once').toEqual([]);
});

test('another reason, address, person or token has a line of its own', () => {
  const tally = new RefusalTally();
  tally.admit(refusal(), 0);
  const others = [
    { reason: 'forbidden' },
    { address: '203.0.113.8' },
    { caller: 'u1' },
    { tokenId: 't1' },
  ] as const;
  expect(others.map((over) => tally.admit(refusal(over), 1))).toEqual([true, true, true, true]);
});

test('ten thousand addresses in one minute are some hundred lines, and none of them is lost', () => {
  const tally = new RefusalTally();
  const addresses = Array.from({ length: 10_000 }, (_, n) => `2001:db8::${n.toString(16)}`);
  const lines = addresses.filter((address) => tally.admit(refusal({ address }), 0)).length;
  expect(lines).toBe(MAX_OPEN + 1);
  expect(tally.close(WINDOW_MS)).toEqual([
    { reason: 'invalid_api_key', address: 'others', again: 10_000 - MAX_OPEN - 1 },
  ]);
  expect(tally.isEmpty).toBe(true);
});
