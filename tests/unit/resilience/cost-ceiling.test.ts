import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkCeiling } from '@/lib/resilience/cost-ceiling';

it('exactly the ceiling is allowed; one unit above it the output is cut', () => {
  expect(checkCeiling({ ceiling: 10n, spent: 4n, next: 6n, least: 1n })).toEqual({ kind: 'allowed' });
  expect(checkCeiling({ ceiling: 10n, spent: 4n, next: 7n, least: 6n })).toEqual({
    kind: 'capped',
    left: 6n,
  });
});

it('what is of no use with the money that is left is refused', () => {
  const refused = { kind: 'refused', reason: 'too_dear', left: 6n };
  expect(checkCeiling({ ceiling: 10n, spent: 4n, next: 9n, least: 7n })).toEqual(refused);
});

it('a target without a price is refused under a ceiling, and only there', () => {
  const unpriced = { spent: 0n, next: undefined, least: 0n };
  expect(checkCeiling({ ...unpriced, ceiling: 5n })).toEqual({
    kind: 'refused',
    reason: 'no_price',
    left: 5n,
  });
  expect(checkCeiling({ ...unpriced, ceiling: undefined })).toEqual({ kind: 'allowed' });
});

it('whatever is tried, in whatever order, the attempts together never pass the ceiling', () => {
  const amount = fc.bigInt({ min: 0n, max: 1_000n });
  const attempts = fc.array(fc.record({ next: amount, least: amount }), { maxLength: 20 });
  fc.assert(
    fc.property(amount, attempts, (ceiling, tried) => {
      let spent = 0n;
      for (const { next, least } of tried) {
        const verdict = checkCeiling({ ceiling, spent, next, least: least < next ? least : next });
        if (verdict.kind === 'allowed') spent += next;
        else if (verdict.kind === 'capped') spent += verdict.left;
      }
      expect(spent <= ceiling).toBe(true);
    }),
  );
});
