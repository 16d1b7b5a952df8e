import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideHedge, type HedgeState } from '@/lib/resilience/hedge';

const slow: HedgeState = {
  isWanted: true,
  seen: { samples: 100, p95Ms: 800 },
  afterMs: undefined,
  elapsedMs: 800,
  hasAnswered: false,
  hasOther: true,
  requestsInFlight: 1,
  hedgesInFlight: 0,
};

it('a second attempt is sent at the target’s own p95, not a millisecond before', () => {
  expect(decideHedge(slow)).toEqual({ kind: 'send' });
  expect(decideHedge({ ...slow, elapsedMs: 799 })).toEqual({ kind: 'wait', ms: 1 });
});

it('a target that is always quick is not doubled for a few milliseconds', () => {
  expect(decideHedge({ ...slow, seen: { samples: 100, p95Ms: 5 }, elapsedMs: 20 })).toEqual({
    kind: 'wait',
    ms: 30,
  });
});

it('a configured wait holds whatever is known of the target', () => {
  const told = { ...slow, seen: { samples: 0, p95Ms: undefined }, afterMs: 200 };
  expect(decideHedge({ ...told, elapsedMs: 199 })).toEqual({ kind: 'wait', ms: 1 });
  expect(decideHedge({ ...told, elapsedMs: 200 })).toEqual({ kind: 'send' });
});

it.each([
  ['off', { isWanted: false }],
  ['answered', { hasAnswered: true }],
  ['no_other_target', { hasOther: false }],
  ['too_little_known', { seen: { samples: 99, p95Ms: 800 } }],
  ['too_little_known', { seen: { samples: 100, p95Ms: undefined } }],
  ['budget_used', { requestsInFlight: 39, hedgesInFlight: 1 }],
] as const)('never: %s', (reason, over) => {
  expect(decideHedge({ ...slow, ...over })).toEqual({ kind: 'never', reason });
});

it('one may always be sent, and the second from forty requests on', () => {
  expect(decideHedge({ ...slow, requestsInFlight: 40, hedgesInFlight: 1 })).toEqual({ kind: 'send' });
});

it('however many ask, no more than a twentieth of the requests in flight has a second attempt', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), (requestsInFlight) => {
      let hedgesInFlight = 0;
      for (let n = 0; n < requestsInFlight; n += 1)
        if (decideHedge({ ...slow, requestsInFlight, hedgesInFlight }).kind === 'send') hedgesInFlight += 1;
      expect(hedgesInFlight).toBe(Math.max(1, Math.floor(requestsInFlight / 20)));
    }),
  );
});
