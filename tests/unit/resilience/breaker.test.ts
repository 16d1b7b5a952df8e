import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Admission, Breaker, BREAKER_DEFAULTS, type CallOutcome, TOLD } from '@/lib/resilience/breaker';
import { BreakerModel, type ModelCall } from './breaker-model';

const S = BREAKER_DEFAULTS;
const NORMAL: Admission = { kind: 'normal' };

function opened(nowMs = 0): Breaker {
  const breaker = new Breaker();
  for (let n = 0; n < S.consecutiveFailures; n += 1) breaker.record(nowMs, NORMAL, 'failure');
  return breaker;
}

describe('closed', () => {
  it('opens at the fifth failure in a row, not at the fourth', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 4; n += 1) breaker.record(0, NORMAL, 'failure');
    expect(breaker.view(0).kind).toBe('closed');
    breaker.record(0, NORMAL, 'failure');
    expect(breaker.view(0)).toEqual({ kind: 'open', untilMs: S.holdMs });
  });

  it('starts to count again after a success, and a call without a verdict counts for nothing', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 4; n += 1) breaker.record(0, NORMAL, 'failure');
    breaker.record(0, NORMAL, 'no_verdict');
    breaker.record(0, NORMAL, 'success');
    for (let n = 0; n < 4; n += 1) breaker.record(0, NORMAL, 'failure');
    expect(breaker.view(0).kind).toBe('closed');
  });

  it('opens when half of at least 20 calls in the window fail, though never five in a row', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 19; n += 1) breaker.record(n, NORMAL, n % 2 === 0 ? 'failure' : 'success');
    expect(breaker.view(19).kind).toBe('closed');
    breaker.record(19, NORMAL, 'success');
    expect(breaker.view(19).kind).toBe('open');
  });

  it('forgets what is older than the window', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 18; n += 1) breaker.record(0, NORMAL, n % 2 === 0 ? 'failure' : 'success');
    for (let n = 0; n < 4; n += 1) breaker.record(S.windowMs, NORMAL, n % 2 === 0 ? 'failure' : 'success');
    expect(breaker.view(S.windowMs).kind).toBe('closed');
  });

  it('remembers what is a slice younger than the window', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 18; n += 1) breaker.record(0, NORMAL, n % 2 === 0 ? 'failure' : 'success');
    for (let n = 0; n < 2; n += 1) breaker.record(S.windowMs - 1, NORMAL, n === 0 ? 'failure' : 'success');
    expect(breaker.view(S.windowMs - 1).kind).toBe('open');
  });

  it('opens when nine of ten calls are slow', () => {
    const breaker = new Breaker();
    for (let n = 0; n < 20; n += 1) breaker.record(n, NORMAL, n < 2 ? 'success' : 'slow');
    expect(breaker.view(20).kind).toBe('open');
  });
});

describe('open', () => {
  it('refuses until the hold time is over, to the millisecond', () => {
    const breaker = opened();
    expect(breaker.admit(S.holdMs - 1)).toBeUndefined();
    expect(breaker.admit(S.holdMs)).toMatchObject({ kind: 'probe' });
  });

  it('lets two at once through in panic, and half opens when one succeeds', () => {
    const breaker = opened();
    const [first, second, third] = [breaker.admitInPanic(), breaker.admitInPanic(), breaker.admitInPanic()];
    expect([first?.kind, second?.kind, third]).toEqual(['panic', 'panic', undefined]);
    if (first !== undefined) breaker.record(1, first, 'success');
    expect(breaker.view(1)).toEqual({ kind: 'half_open', inFlight: 0, successes: 1 });
    expect(breaker.admitInPanic()).toBeDefined();
  });
});

describe('told by another process', () => {
  const tell = (breaker: Breaker, outcome: CallOutcome, times = 1) => {
    for (let n = 0; n < times; n += 1) breaker.record(1, TOLD, outcome);
    return breaker.view(1).kind;
  };

  it('opens at five failures in a row that it only heard of', () => {
    const breaker = new Breaker();
    expect([tell(breaker, 'failure', 4), tell(breaker, 'failure')]).toEqual(['closed', 'open']);
  });

  it('half opens before its hold is over when the target is said to answer, and closes at the third answer', () => {
    const breaker = opened();
    expect([tell(breaker, 'success'), tell(breaker, 'success'), tell(breaker, 'success')]).toEqual([
      'half_open',
      'half_open',
      'closed',
    ]);
  });

  it('stays open when the target still fails, and its hold grows no longer for that', () => {
    const breaker = opened();
    tell(breaker, 'failure');
    expect(breaker.view(1)).toEqual({ kind: 'open', untilMs: S.holdMs });
  });
});

describe('half open', () => {
  const probes = (breaker: Breaker, nowMs: number) =>
    Array.from({ length: S.probes }, () => breaker.admit(nowMs)).flatMap((probe) => probe ?? []);

  it('lets exactly three probes through; the others fail over at once', () => {
    const breaker = opened();
    expect(probes(breaker, S.holdMs)).toHaveLength(3);
    expect(breaker.admit(S.holdMs)).toBeUndefined();
  });

  it('closes when all probes succeed', () => {
    const breaker = opened();
    for (const probe of probes(breaker, S.holdMs)) breaker.record(S.holdMs, probe, 'success');
    expect(breaker.view(S.holdMs)).toEqual({ kind: 'closed', sinceMs: S.holdMs, failuresInRow: 0 });
  });

  it('gives the place of a probe without a verdict to the next', () => {
    const breaker = opened();
    for (const probe of probes(breaker, S.holdMs)) breaker.record(S.holdMs, probe, 'no_verdict');
    expect(probes(breaker, S.holdMs)).toHaveLength(3);
  });

  it('opens for twice as long each time a probe fails, up to five minutes', () => {
    const breaker = opened();
    const holds: number[] = [];
    let now = S.holdMs;
    for (let flap = 0; flap < 5; flap += 1) {
      const [probe] = probes(breaker, now);
      if (probe !== undefined) breaker.record(now, probe, 'failure');
      const state = breaker.view(now);
      if (state.kind !== 'open') break;
      holds.push(state.untilMs - now);
      now = state.untilMs;
    }
    expect(holds).toEqual([60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it('hears nothing of a late probe of an earlier round', () => {
    const breaker = opened();
    const [late, failing] = probes(breaker, S.holdMs);
    if (failing !== undefined) breaker.record(S.holdMs, failing, 'failure');
    const now = S.holdMs + 2 * S.holdMs;
    expect(breaker.view(now).kind).toBe('half_open');
    if (late !== undefined) breaker.record(now, late, 'success');
    expect(breaker.view(now)).toEqual({ kind: 'half_open', inFlight: 0, successes: 0 });
  });
});

it('whatever happens: no more than three probes and two calls in panic at once, and it always opens up again', () => {
  const step = fc.record({
    after: fc.integer({ min: 0, max: 40_000 }),
    act: fc.constantFrom('admit', 'panic', 'success', 'failure', 'slow', 'no_verdict'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const breaker = new Breaker();
      const inFlight: Admission[] = [];
      let now = 0;
      for (const { after, act } of steps) {
        now += after;
        if (act === 'admit' || act === 'panic') {
          const admission = act === 'admit' ? breaker.admit(now) : breaker.admitInPanic();
          if (admission !== undefined) inFlight.push(admission);
        } else {
          const admission = inFlight.shift();
          if (admission !== undefined) breaker.record(now, admission, act);
        }
        const state = breaker.view(now);
        expect(inFlight.filter(({ kind }) => kind === 'panic').length).toBeLessThanOrEqual(S.panicCalls);
        if (state.kind === 'half_open') expect(state.inFlight).toBeLessThanOrEqual(S.probes);
        if (state.kind === 'open') expect(state.untilMs - now).toBeLessThanOrEqual(S.maxHoldMs);
      }
      for (const admission of inFlight) breaker.record(now, admission, 'no_verdict');
      expect(breaker.admit(now + S.maxHoldMs)).toBeDefined();
    }),
  );
});

/** How a target mostly answers, by the number of the call. */
const MOODS = {
  well: () => 'success',
  failing: () => 'failure',
  slow: () => 'slow',
  silent: () => 'no_verdict',
  halfFailing: (n: number) => (n % 2 === 0 ? 'failure' : 'success'),
  nearlyAllSlow: (n: number) => (n % 10 === 0 ? 'success' : 'slow'),
} as const satisfies Record<string, (n: number) => CallOutcome>;

/** Once in so many times. */
const seldom = <T>(times: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

it('whatever happens, in whatever order: it does what a model does that remembers every call', () => {
  const outcome = fc.constantFrom<CallOutcome>('success', 'failure', 'slow', 'no_verdict');
  const step = fc.record({
    pace: fc.double({ min: 0, max: 1, noNaN: true }),
    pause: seldom(25, fc.constantFrom(S.holdMs, 2 * S.holdMs, S.maxHoldMs, 2 * S.maxHoldMs)),
    act: fc.oneof(
      { weight: 10, arbitrary: fc.constant('call' as const) },
      { weight: 3, arbitrary: fc.constantFrom('admit' as const, 'end' as const) },
      { weight: 1, arbitrary: fc.constantFrom('panic' as const, 'told' as const) },
    ),
    own: seldom(12, outcome),
    which: fc.nat(),
  });
  const run = fc.record({
    mood: fc.constantFrom(...Object.values(MOODS)),
    /** Longest time between two steps, ms, where nobody pauses; with 2.9 s the window holds about as many calls as a rate needs. */
    paceMs: fc.constantFrom(100, 1_500, 2_900, 4_000),
    steps: fc.array(step, { minLength: 60, maxLength: 120, size: 'max' }),
  });
  fc.assert(
    fc.property(run, ({ mood, paceMs, steps }) => {
      const pair = new Pair();
      let calls = 0;
      for (const { pace, pause, act, own, which } of steps) {
        pair.now += pause ?? Math.floor(pace * paceMs);
        if (act === 'panic') pair.panic();
        else if (act === 'told') pair.told(own ?? mood((calls += 1)));
        else if (act === 'end') pair.end(which, own ?? mood((calls += 1)));
        else if (pair.admit() && act === 'call') pair.end(-1, own ?? mood((calls += 1)));
        pair.compare();
      }
    }),
    { numRuns: 200 },
  );
});

/** A breaker and its model, side by side. */
class Pair {
  now = 0;
  private readonly breaker = new Breaker();
  private readonly model = new BreakerModel();
  private readonly calls: { admission: Admission; call: ModelCall }[] = [];

  admit(): boolean {
    return this.take(this.breaker.admit(this.now), this.model.admits(this.now));
  }

  panic(): boolean {
    return this.take(this.breaker.admitInPanic(), this.model.admitsInPanic());
  }

  /** What another process found out. */
  told(outcome: CallOutcome): void {
    this.breaker.record(this.now, TOLD, outcome);
    this.model.ends(this.now, { kind: 'told', round: 0 }, outcome);
  }

  /** One of those under way; -1: the last. */
  end(which: number, outcome: CallOutcome): void {
    const [ended] = this.calls.splice(which < 0 ? -1 : which % Math.max(1, this.calls.length), 1);
    if (ended === undefined) return;
    this.model.inFlight.splice(this.model.inFlight.indexOf(ended.call), 1);
    this.breaker.record(this.now, ended.admission, outcome);
    this.model.ends(this.now, ended.call, outcome);
  }

  /** Looked at after each of some ten thousand steps: only what differs is worth an assertion. */
  compare(): void {
    const admits = this.model.admits(this.now) !== undefined;
    const state = this.model.look(this.now);
    const seen = this.breaker.view(this.now);
    const isSame =
      this.breaker.wouldAdmit(this.now) === admits &&
      seen.kind === state.kind &&
      (seen.kind !== 'open' || state.kind !== 'open' || seen.untilMs === state.untilMs);
    if (!isSame) expect({ admits: this.breaker.wouldAdmit(this.now), seen }).toEqual({ admits, seen: state });
  }

  private take(admission: Admission | undefined, call: ModelCall | undefined): boolean {
    if (admission?.kind !== call?.kind) expect(admission?.kind).toBe(call?.kind);
    if (admission === undefined || call === undefined) return false;
    this.calls.push({ admission, call });
    this.model.inFlight.push(call);
    return true;
  }
}
