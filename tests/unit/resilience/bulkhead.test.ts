import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bulkhead, type Ticket } from '@/lib/resilience/bulkhead';

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

it('never holds more than its limit, loses nobody and strands nobody', () => {
  const step = fc.record({
    act: fc.constantFrom('enter', 'leave', 'cancel'),
    group: fc.constantFrom('a', 'b', 'c'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const bulkhead = new Bulkhead({ limit: 3, maxQueued: 4 });
      let inside = 0;
      const tickets: { ticket: Ticket; done: boolean }[] = [];
      for (const { act, group } of steps) {
        if (act === 'enter') {
          const entry = { ticket: { cancel: () => undefined } as Ticket, done: false };
          const result = bulkhead.enter(group, () => {
            entry.done = true;
            inside += 1;
          });
          if (result.kind === 'entered') inside += 1;
          else if (result.kind === 'queued') tickets.push(Object.assign(entry, { ticket: result.ticket }));
        } else if (act === 'leave' && inside > 0) {
          inside -= 1;
          bulkhead.leave();
        } else if (act === 'cancel') {
          const waiting = tickets.find(({ done }) => !done);
          if (waiting !== undefined) {
            waiting.done = true;
            waiting.ticket.cancel();
          }
        }
        const queued = tickets.filter(({ done }) => !done).length;
        expect([bulkhead.inFlight, bulkhead.queued]).toEqual([inside, queued]);
        expect(inside).toBeLessThanOrEqual(3);
        if (queued > 0) expect(inside).toBe(3);
      }
    }),
  );
});
