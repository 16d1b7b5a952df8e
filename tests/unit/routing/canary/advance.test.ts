import { describe, expect, it } from 'vitest';
import { advance, type CanaryState } from '@/lib/routing/canary/advance';
import { evidenceSchema, NO_EVIDENCE } from '@/lib/routing/canary/evidence';
import { canaryPlanSchema } from '@/lib/routing/canary/plan';
import { NO_TOTALS, type ArmTotals } from '@/lib/routing/experiments/arm-totals';

const MINUTE_MS = 60_000;
const plan = canaryPlanSchema.parse({ gates: { errors: { worseByPercent: 0 } } });
const start: CanaryState = { phase: 'ramping', percent: 10, stepSinceMs: 0, evidence: NO_EVIDENCE };
const arm = (requests: number, errors = 0): ArmTotals => ({ ...NO_TOTALS, requests, errors });
const both = (canary: ArmTotals, control = arm(900, 9)) => ({ canary, control });

describe('advance', () => {
  it('grows after its interval with enough requests, and not a moment or a request earlier', () => {
    const due = 60 * MINUTE_MS;
    expect(advance(plan, start, both(arm(100, 1)), due).step).toMatchObject({
      kind: 'stepped',
      fromPercent: 10,
      toPercent: 25,
    });
    expect(advance(plan, start, both(arm(100, 1)), due - 1).waits).toBe('its next step is due in 1 min');
    expect(advance(plan, start, both(arm(99, 1)), due).waits).toBe(
      'it has served 99 of the 100 requests that a step needs',
    );
  });

  it('counts the requests of each step anew', () => {
    const stepped = advance(plan, start, both(arm(100, 1)), 60 * MINUTE_MS).state;
    const look = advance(plan, stepped, both(arm(150, 1)), 120 * MINUTE_MS);
    expect(look.waits).toBe('it has served 50 of the 100 requests that a step needs');
  });

  it('waits without traffic, however long', () => {
    const look = advance(plan, start, { control: NO_TOTALS, canary: NO_TOTALS }, 1e12);
    expect(look).toMatchObject({
      state: { phase: 'ramping', percent: 10 },
      readings: [{ verdict: 'unknown' }],
    });
  });

  it('is promoted where its next share is all, and stays at a ceiling below that', () => {
    const late = { ...start, percent: 85 };
    expect(advance(plan, late, both(arm(100)), 60 * MINUTE_MS)).toMatchObject({
      step: { kind: 'promoted', toPercent: 100 },
      state: { phase: 'promoted', percent: 100 },
    });
    const capped = canaryPlanSchema.parse({ ceilingPercent: 30 });
    const near = advance(capped, { ...start, percent: 25 }, both(arm(100)), 60 * MINUTE_MS);
    expect(near.step).toMatchObject({ kind: 'stepped', toPercent: 30 });
    expect(advance(capped, near.state, both(arm(500)), 300 * MINUTE_MS).waits).toBe(
      'it is at its ceiling of 30 %',
    );
  });

  it('is rolled back by what a gate says, at once, also while it is held', () => {
    const bad = both(arm(200, 20));
    for (const phase of ['ramping', 'held'] as const)
      expect(advance(plan, { ...start, phase }, bad, 1)).toMatchObject({
        step: { kind: 'rolled_back', fromPercent: 10, toPercent: 0 },
        state: { phase: 'rolled_back', percent: 0 },
      });
  });

  it('waits where the evidence leans to the bad side and is not enough', () => {
    const look = advance(plan, start, both(arm(120, 5)), 60 * MINUTE_MS);
    expect(look.readings[0]?.verdict).toBe('doubtful');
    expect(look.waits).toContain('until a doubt is settled');
  });

  it('does not grow while somebody holds it, nor look at what is over', () => {
    const held = advance(plan, { ...start, phase: 'held' }, both(arm(1_000, 10)), 1e9);
    expect(held.waits).toBe('somebody holds it');
    for (const phase of ['promoted', 'rolled_back', 'closed'] as const) {
      const over = { ...start, phase };
      expect(advance(plan, over, both(arm(200, 200)), 1e9)).toEqual({ state: over, readings: [] });
    }
  });

  it('learns nothing from the same totals twice, nor from where it was stored between', () => {
    const once = advance(plan, start, both(arm(90, 2)), 1).state;
    const stored = { ...once, evidence: evidenceSchema.parse(JSON.parse(JSON.stringify(once.evidence))) };
    expect(advance(plan, stored, both(arm(90, 2)), 1).state).toEqual(once);
  });
});

describe('the plan', () => {
  it('has the steps of the field as defaults: 10 %, 15 points an hour, to all', () => {
    expect(canaryPlanSchema.parse({})).toMatchObject({
      startPercent: 10,
      stepPercent: 15,
      intervalMinutes: 60,
      ceilingPercent: 100,
      stickyBy: 'user',
    });
  });

  it.each([
    ['starts above its ceiling', { startPercent: 50, ceilingPercent: 20 }],
    ['at least one gate', { gates: {} }],
    ['Unrecognized key', { gates: { tokens: {} } }],
    ['Too small', { intervalMinutes: 0 }],
  ])('says what is wrong: %s', (words, bad) => {
    expect(canaryPlanSchema.safeParse(bad).error?.message).toContain(words);
  });
});
