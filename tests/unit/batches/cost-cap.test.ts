import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CostCap } from '@/lib/batches/cost-cap';
import { formatPico, parseUsd } from '@/lib/pricing/money';

describe('the cap of a batch', () => {
  it('lets everything go without one', () => {
    expect(new CostCap(undefined, 0n).ask(false)).toEqual({ kind: 'go', ceilingUsd: undefined, held: 0n });
  });

  it('holds a twentieth for the first, then twice the dearest so far', () => {
    const cap = new CostCap('1', 0n);
    expect(cap.ask(false)).toMatchObject({ ceilingUsd: '0.05' });
    cap.settle(parseUsd('0.05'), '0.001');
    expect(cap.ask(false)).toMatchObject({ ceilingUsd: '0.002' });
  });

  it('lets one wait while others may still give back what they hold, and gives it the rest after', () => {
    const cap = new CostCap('0.1', parseUsd('0.097'));
    expect(cap.ask(false)).toMatchObject({ ceilingUsd: '0.003' });
    expect(cap.ask(false)).toEqual({ kind: 'wait' });
    cap.settle(parseUsd('0.003'), '0.001');
    expect(cap.ask(false)).toMatchObject({ ceilingUsd: '0.002' });
  });

  it('is reached when nothing is left, and counts what nobody knows at all that was held', () => {
    const cap = new CostCap('0.1', parseUsd('0.098'));
    cap.ask(false);
    cap.settle(parseUsd('0.002'), undefined);
    expect(cap.ask(false)).toEqual({ kind: 'reached' });
  });

  it('is never passed, whatever items cost within what they were granted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.boolean(), fc.boolean())), (steps) => {
        const cap = new CostCap('0.01', 0n);
        const under: bigint[] = [];
        let spent = 0n;
        for (const [share, settles, alone] of steps) {
          const held = settles ? under.shift() : undefined;
          if (held !== undefined) {
            const actual = (held * BigInt(share)) / 100n;
            cap.settle(held, formatPico(actual));
            spent += actual;
            continue;
          }
          const grant = cap.ask(alone);
          if (grant.kind === 'go') under.push(grant.held);
          expect(spent + under.reduce((sum, one) => sum + one, 0n)).toBeLessThanOrEqual(parseUsd('0.01'));
        }
      }),
    );
  });
});
