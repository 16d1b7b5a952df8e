import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { estimateBenchmark } from '@/lib/latency/estimate';
import { findTargets } from '@/lib/latency/find-targets';
import { courseOf, lengthOf, plannedRequest } from '@/lib/latency/plan-requests';
import { promptsOf } from '@/lib/latency/prompt-sets';
import { Purse } from '@/lib/latency/purse';
import { benchmarkSettingsSchema } from '@/lib/latency/schemas';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { formatPico } from '@/lib/pricing/money';
import { snapshotOf } from '@/tests/support/gateway-fixture';

const provider = (id: string, enabled = true) => ({
  ...{ id, enabled, dialect: 'openai-chat' as const, baseUrl: 'http://127.0.0.1:1/v1' },
});
const price = (model: string, meter: 'in.text' | 'out.text', rate: string) => ({
  ...{ id: `${model}-${meter}`, provider: 'a', model, meter, rate, per: 1_000_000 as const },
  ...{ effectiveFrom: '2025-01-01T00:00:00Z', recordedAt: '2025-01-01T00:00:00Z', source: 'test' },
});
const snapshot = snapshotOf(
  {
    providers: [provider('a'), provider('b'), provider('off', false)],
    models: [
      {
        id: 'm',
        aliases: ['mm'],
        offers: ['a', 'b', 'off'].map((id) => ({ provider: id, model: 'm' })),
      },
      { id: 'n', offers: [{ provider: 'a', model: 'n' }] },
      { id: 'asleep', offers: [{ provider: 'off', model: 'x' }] },
    ],
    prices: [price('n', 'in.text', '1'), price('n', 'out.text', '2')],
  },
  [],
);
const settings = (over: object) => benchmarkSettingsSchema.parse({ targets: ['m'], ...over });
const namesOf = (names: string[]) =>
  findTargets(names, snapshot).map(({ provider: { id }, model }) => `${id}/${model.id}`);

describe('targets', () => {
  it('are a model at each provider that is on, once however often it is named', () => {
    expect(namesOf(['m', 'mm', 'a/m'])).toEqual(['a/m', 'b/m']);
    expect(namesOf(['b/m', 'n'])).toEqual(['b/m', 'a/n']);
  });
  it('that none of their providers serves are refused', () => {
    expect(() => namesOf(['asleep'])).toThrow('No provider of “asleep” is on.');
  });
});

describe('the course of a benchmark', () => {
  it('asks each target by each way as often as was wished, no two prompts alike, and takes turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(['gateway'], ['direct'], ['gateway', 'direct']),
        (requests, ways) => {
          const course = courseOf(settings({ targets: ['m', 'n'], requests, ways }), snapshot);
          const all = Array.from({ length: lengthOf(course) }, (_, seq) => plannedRequest(course, seq));
          expect(plannedRequest(course, lengthOf(course))).toBeUndefined();
          const counts = new Map<string, number>();
          for (const one of all) {
            const name = `${one?.target.provider.id}/${one?.target.model.id} ${one?.way}`;
            counts.set(name, (counts.get(name) ?? 0) + 1);
          }
          expect([...counts.values()]).toEqual(Array.from({ length: 3 * ways.length }, () => requests));
          expect(new Set(all.map((one) => one?.prompt)).size).toBe(all.length);
        },
      ),
    );
  });
  it('lets each way go first as often as the other', () => {
    const course = courseOf(settings({ targets: ['n'], requests: 4 }), snapshot);
    const firsts = [0, 2, 4, 6].map((seq) => plannedRequest(course, seq)?.way);
    expect(firsts).toEqual(['gateway', 'direct', 'gateway', 'direct']);
  });
});

test.each([
  ['short', 5, 40],
  ['medium', 200, 500],
  ['long', 2_000, 5_000],
] as const)('the prompts of the set “%s” have %i to %i tokens', (set, least, most) => {
  for (const text of promptsOf({ kind: 'set', set })) {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(least);
    expect(estimateTokens(text)).toBeLessThanOrEqual(most);
  }
});

describe('an estimate', () => {
  const estimate = (over: object) =>
    estimateBenchmark(settings({ targets: ['n'], ...over }), snapshot, Date.now());
  it('counts each prompt as often as its turn comes', () => {
    const prompts = { kind: 'own', texts: ['one', 'another one that is longer'] };
    const usd = (requests: number) => Number(estimate({ prompts, requests, ways: ['direct'] }).usd);
    expect(usd(4)).toBeCloseTo(2 * usd(2), 12);
    expect(usd(3) - usd(2)).toBeCloseTo(usd(1), 12);
  });
  it('says when the cap may end it', () => {
    expect(estimate({ requests: 1_000, capUsd: '0.01' }).isAboveCap).toBe(true);
    expect(estimate({ requests: 2, capUsd: '1' }).isAboveCap).toBe(false);
  });
  it('is refused for a target without a price', () => {
    expect(() => estimate({ targets: ['b/m'] })).toThrow('“b/m” has no price');
  });
});

test('what is spent and held never passes the cap, whatever comes back and in whichever order', () => {
  const amount = fc.bigInt({ min: 1n, max: 1_000n });
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 5_000n }),
      fc.array(fc.record({ most: amount, share: fc.integer({ min: 0, max: 100 }), isKnown: fc.boolean() })),
      (cap, asked) => {
        const purse = new Purse(cap);
        let spent = 0n;
        const open: (() => void)[] = [];
        for (const { most, share, isKnown } of asked) {
          const grant = purse.take(most);
          if (grant === 'empty') expect(spent + most).toBeGreaterThan(cap);
          if (grant === 'wait') open.shift()?.();
          if (grant !== 'go') continue;
          const actual = isKnown ? (most * BigInt(share)) / 100n : most;
          open.push(() => {
            purse.settle(most, isKnown ? formatPico(actual) : undefined);
            spent += actual;
            expect(spent).toBeLessThanOrEqual(cap);
          });
        }
        for (const settle of open) settle();
      },
    ),
  );
});
