import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Slice } from '@/lib/budgets/slice';

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const step = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), amount }),
  fc.record({ do: fc.constant('reserve' as const), amount }),
  fc.record({ do: fc.constant('settle' as const), amount, which: fc.nat() }),
  fc.record({ do: fc.constant('return' as const), amount }),
);

it('granted is always settled + reserved + free, and nothing is reserved that is not there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const slice = new Slice();
      const held: bigint[] = [];
      let granted = 0n;
      let spent = 0n;
      for (const one of steps) {
        const free = slice.free;
        if (one.do === 'grant') {
          slice.grant(one.amount);
          granted += one.amount;
        } else if (one.do === 'return') granted -= slice.takeFree();
        else if (one.do === 'reserve') {
          expect(slice.reserve(one.amount)).toBe(one.amount <= free);
          if (one.amount <= free) held.push(one.amount);
        } else if (held.length > 0) {
          const [reserved = 0n] = held.splice(one.which % held.length, 1);
          const actual = one.amount < reserved ? one.amount : reserved;
          slice.settle(reserved, actual);
          spent += actual;
        }
        expect(slice.free).toBeGreaterThanOrEqual(0n);
        expect(slice.granted).toBe(granted);
        expect(slice.settled).toBe(spent);
        expect(slice.reserved).toBe(held.reduce((sum, hold) => sum + hold, 0n));
        expect(slice.granted).toBe(slice.settled + slice.reserved + slice.free);
      }
    }),
  );
});

it('an attempt that cost more than was held blocks the next one until more is granted', () => {
  const slice = new Slice();
  slice.grant(10n);
  slice.reserve(10n);
  slice.settle(10n, 12n);
  expect(slice.free).toBe(-2n);
  expect(slice.reserve(0n)).toBe(false);
  slice.grant(5n);
  expect(slice.reserve(3n)).toBe(true);
});
