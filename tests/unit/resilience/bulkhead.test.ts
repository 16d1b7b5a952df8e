import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bulkhead, type Ticket } from '@/lib/resilience/bulkhead';
import { BulkheadModel } from './bulkhead-model';

describe('a bulkhead', () => {
  it('lets in as many as fit, queues some, and refuses the rest', () => {
    const bulkhead = new Bulkhead({ limit: 1, maxQueued: 1 });
    const kinds = [1, 2, 3].map(() => bulkhead.enter('a', () => undefined).kind);
    expect(kinds).toEqual(['entered', 'queued', 'full']);
    expect(bulkhead.enter('b', () => undefined).kind).toBe('queued');
  });

  it('gives the groups turns: a noisy one waits behind its own calls', () => {
    const bulkhead = new Bulkhead({ limit: 1, maxQueued: 10 });
    const order: string[] = [];
    bulkhead.enter('noisy', () => undefined);
    for (const n of [1, 2, 3]) bulkhead.enter('noisy', () => order.push(`noisy ${n}`));
    bulkhead.enter('calm', () => order.push('calm'));
    for (let n = 0; n < 5; n += 1) bulkhead.leave();
    expect(order).toEqual(['noisy 1', 'calm', 'noisy 2', 'noisy 3']);
    expect(bulkhead.inFlight).toBe(0);
  });

  it('forgets who gave up waiting', () => {
    const bulkhead = new Bulkhead({ limit: 1, maxQueued: 1 });
    bulkhead.enter('a', () => undefined);
    const waiting = bulkhead.enter('a', () => expect.fail('it had left'));
    if (waiting.kind === 'queued') waiting.ticket.cancel();
    bulkhead.leave();
    expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
  });
});

it('never holds more than its limit, and lets in whoever a model of plain lists says is next', () => {
  const step = fc.record({
    act: fc.constantFrom('enter', 'enter', 'leave', 'cancel'),
    group: fc.constantFrom('a', 'b', 'c'),
    which: fc.nat(),
  });
  const settings = { limit: 3, maxQueued: 4 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
      const bulkhead = new Bulkhead(settings);
      const model = new BulkheadModel(settings);
      const waiting = new Map<number, Ticket>();
      let woken: number | undefined;
      steps.forEach(({ act, group, which }, call) => {
        if (act === 'enter') {
          const entry = bulkhead.enter(group, () => (woken = call));
          expect(entry.kind).toBe(model.enter(group, call));
          if (entry.kind === 'queued') waiting.set(call, entry.ticket);
        } else if (act === 'leave' && model.inside > 0) {
          woken = undefined;
          bulkhead.leave();
          expect(woken).toBe(model.leave());
          if (woken !== undefined) waiting.delete(woken);
        } else if (act === 'cancel' && waiting.size > 0) {
          const [left = -1, ticket] = [...waiting][which % waiting.size] ?? [];
          ticket?.cancel();
          model.cancel(left);
          waiting.delete(left);
        }
        expect([bulkhead.inFlight, bulkhead.queued]).toEqual([model.inside, waiting.size]);
        expect(model.inside).toBeLessThanOrEqual(settings.limit);
      });
    }),
  );
});
