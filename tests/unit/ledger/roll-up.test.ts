import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBooking, type Booking } from '@/lib/ledger/ingest/booking';
import { rollUp } from '@/lib/ledger/ingest/roll-up';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import { attempt, done, header, NOON } from '@/tests/integration/ledger/sample-records';

const booking = fc
  .record({
    id: fc.uuid(),
    minute: fc.integer({ min: 0, max: 59 }),
    outcome: fc.constantFrom('success' as const, 'error' as const, 'orphan' as const),
    calls: fc.array(
      fc.record({
        model: fc.constantFrom('a', 'b'),
        pico: fc.option(fc.bigInt({ min: 0n, max: 10n ** 16n })),
        text: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
        audio: fc.integer({ min: 0, max: 100 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ id, minute, outcome, calls }) => {
    const attempts = calls.map(({ model, pico, text, audio }, n) =>
      attempt({
        attempt: n + 1,
        model,
        usage: {
          meters: { ...(text === null ? {} : { 'in.text': text }), 'in.audio': audio },
          provenance: 'provider',
        },
        cost: {
          state: pico === null ? 'unknown' : 'priced',
          totalUsd: pico === null ? null : formatPico(pico),
          lines: [],
          unpricedMeters: [],
        },
      }),
    );
    return toBooking(
      done(id, { request: header(id, { startedAt: NOON + minute * 60_000 }), outcome, attempts }),
    );
  });

/** Without what counts again under tags and users. */
const quarters = (bookings: Booking[]) => rollUp(bookings).filter(({ dimensions }) => dimensions.cube === '');

interface Sums {
  requests: number;
  attempts: number;
  uncosted: number;
  pico: bigint;
  inText: bigint;
  latencies: number;
  audio: number;
}

function sumsOfRollups(bookings: Booking[]): Sums {
  const sums: Sums = { requests: 0, attempts: 0, uncosted: 0, pico: 0n, inText: 0n, latencies: 0, audio: 0 };
  for (const row of quarters(bookings).map((delta) => delta.toRow())) {
    sums.requests += Number(row['requests']);
    sums.attempts += Number(row['attempts']);
    sums.uncosted += Number(row['uncosted']);
    sums.pico += parseUsd(String(row['cost_usd']));
    sums.inText += BigInt(String(row['in_text']));
    const histogram = row['latency_hist'];
    if (Array.isArray(histogram)) for (const count of histogram) sums.latencies += Number(count);
    sums.audio += Number(
      Object.entries(row['other_meters'] ?? {}).find(([meter]) => meter === 'in.audio')?.[1] ?? 0,
    );
  }
  return sums;
}

test('the sums of the rollups are the sums of the rows, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(booking), (bookings) => {
      const attempts = bookings.flatMap((one) => one.attempts);
      const costed = attempts.flatMap(({ cost_usd: cost }) => (cost === null ? [] : [parseUsd(cost)]));
      expect(sumsOfRollups(bookings)).toEqual({
        requests: bookings.length,
        attempts: attempts.length,
        uncosted: attempts.length - costed.length,
        pico: costed.reduce((sum, pico) => sum + pico, 0n),
        inText: attempts.reduce((sum, { meters }) => sum + BigInt(meters['in.text'] ?? 0), 0n),
        latencies: bookings.filter(({ request }) => request.outcome !== 'orphan').length,
        audio: attempts.reduce((sum, { meters }) => sum + (meters['in.audio'] ?? 0), 0),
      });
    }),
  );
});

test('no two deltas have one key, and their order does not depend on that of the bookings', () => {
  fc.assert(
    fc.property(fc.array(booking), (bookings) => {
      const keys = (list: Booking[]) =>
        rollUp(list).map(({ dimensions }) => JSON.stringify(Object.values(dimensions)));
      const inOrder = keys(bookings);
      expect(new Set(inOrder).size).toBe(inOrder.length);
      expect(keys([...bookings].reverse())).toEqual(inOrder);
    }),
  );
});

test.each([
  ['2026-11-03T12:14:59.999Z', '2026-11-03T12:00:00.000Z'],
  ['2026-11-03T12:15:00.000Z', '2026-11-03T12:15:00.000Z'],
  ['2026-11-03T12:29:59.999Z', '2026-11-03T12:15:00.000Z'],
])('a request of %s counts in the quarter of %s', (startedAt, bucket) => {
  const request = header('req_a', { startedAt: Date.parse(startedAt) });
  expect(rollUp([toBooking(done('req_a', { request }))])[0]?.dimensions.bucket).toBe(bucket);
});

test('who failed has the attempt, who served has the request', () => {
  const failed = attempt({ model: 'large', outcome: 'error' });
  const deltas = quarters([toBooking(done('req_a', { attempts: [failed, attempt({ attempt: 2 })] }))]);
  expect(
    deltas.map((delta) => [delta.dimensions.model, delta.toRow()['requests'], delta.toRow()['attempts']]),
  ).toEqual([
    ['large', 0, 1],
    ['small', 1, 1],
  ]);
});

test('an attempt that served nobody is told apart from the one that did', () => {
  const failed = attempt({ outcome: 'error' });
  const roles = quarters([toBooking(done('req_a', { attempts: [failed, attempt({ attempt: 2 })] }))]).map(
    (delta) => [delta.dimensions.role, delta.toRow()['attempts']],
  );
  expect(roles).toEqual([
    ['extra', 1],
    ['served', 1],
  ]);
});

test('a correction may take away from what is there', () => {
  const [delta] = quarters([toBooking(done('req_a', { attempts: [] }))]);
  delta?.addAdjustment(parseUsd('-0.000001000001'), -1, 'served');
  expect(delta?.toRow()).toMatchObject({ cost_usd: '-0.000001000001', uncosted: -1, requests: 1 });
});
