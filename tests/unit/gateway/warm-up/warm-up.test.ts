import { describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { IdempotencyStore } from '@/lib/gateway/entrance/idempotency';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { warmUp } from '@/lib/gateway/warm-up/warm-up';
import { ConnectionPools } from '@/lib/providers/connection-pools';

describe('warming up', () => {
  it('answers requests through the pipeline, and leaves no trace in the world of the gateway', async () => {
    const appended: unknown[] = [];
    const health = new TargetHealth(systemClock.monotonic);
    let snapshots = 0;
    const deps: GatewayDeps = {
      clock: systemClock,
      snapshot: () => {
        snapshots += 1;
        throw new Error('the configuration in force is not for the warm-up');
      },
      ledger: {
        append: (record) => {
          appended.push(record);
          return Promise.resolve(undefined);
        },
        close: () => undefined,
      },
      pools: new ConnectionPools(),
      keyLimits: new KeyLimits(systemClock.monotonic),
      load: new Load(),
      idempotency: new IdempotencyStore(systemClock.monotonic),
      health,
      digestKey: (value) => value,
      maxBodyBytes: 1024 * 1024,
      door: 'fast',
      onInternalError: () => undefined,
    };
    expect(await warmUp(deps)).toBeGreaterThan(0);
    expect(appended).toEqual([]);
    expect(snapshots).toBe(0);
    expect([...health.all()]).toEqual([]);
    expect(deps.load.view.requests).toBe(0);
  });
});
