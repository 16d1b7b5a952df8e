import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lessLoadedFirst, ownFirst } from '@/lib/routing/equal-targets';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { WarmSessions } from '@/lib/routing/warm-sessions';

const target = (provider: string, model = 'm') =>
  ({ provider: { id: provider }, model: { id: model } }) as Target;
const names = (targets: readonly Target[]) => targets.map(targetName);
const a = target('a');
const b = target('b');
const c = target('c');
const other = target('a', 'other');
const never = () => false;

describe('choice between equal targets by load', () => {
  it('takes the less loaded of the two that chance names, and keeps the rest in order', () => {
    const load = new Map([
      [a, 9],
      [b, 1],
      [c, 5],
    ]);
    const draws = [0, 0.5];
    const arranged = lessLoadedFirst(
      [a, b, c, other],
      (one) => load.get(one) ?? 0,
      () => draws.shift() ?? 0,
    );
    // 0 names `a`; 0.5 of the two others names `c`.
    expect(names(arranged)).toEqual(['c/m', 'a/m', 'b/m', 'a/other']);
  });
  it('never compares a target with itself, nor leaves one out, nor prefers another model', () => {
    const draw = fc.double({ min: 0, max: 0.999_999, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(draw, { minLength: 2, maxLength: 2 }),
        (count, draws) => {
          const group = Array.from({ length: count }, (_, n) => target(`p${n}`));
          const asked: Target[] = [];
          const left = [...draws];
          const arranged = lessLoadedFirst(
            [...group, other],
            (one) => asked.push(one),
            () => left.shift() ?? 0,
          );
          expect(new Set(asked).size).toBe(asked.length);
          expect(names(arranged).sort()).toEqual(names([...group, other]).sort());
          expect(arranged[0]?.model.id).toBe('m');
        },
      ),
    );
  });
  it('keeps the fullest of ten within a few calls of the others, where chance alone does not', () => {
    const fullest = (choose: (group: Target[], load: Map<Target, number>) => Target) => {
      const group = Array.from({ length: 10 }, (_, n) => target(`p${n}`));
      const load = new Map(group.map((one) => [one, 0]));
      for (let n = 0; n < 10_000; n += 1) {
        const chosen = choose(group, load);
        load.set(chosen, (load.get(chosen) ?? 0) + 1);
      }
      return Math.max(...load.values()) - 1_000;
    };
    let seed = 7;
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const two = fullest((group, load) => lessLoadedFirst(group, (one) => load.get(one) ?? 0, random)[0] ?? a);
    const one = fullest((group) => group[Math.floor(random() * 10)] ?? a);
    expect(two).toBeLessThanOrEqual(5);
    expect(one).toBeGreaterThan(20);
  });
});

describe('session affinity', () => {
  it('prefers what is warm, even a fallback', () => {
    expect(names(ownFirst([a, b, other], 's', (one) => one === other))).toEqual(['a/other', 'a/m', 'b/m']);
  });
  it('sends a session that is not warm to the same of equal targets wherever it is asked, and spreads sessions', () => {
    const first = (session: string, group: Target[]) => ownFirst(group, session, never)[0];
    const counts = new Map<Target | undefined, number>();
    for (let n = 0; n < 3_000; n += 1) {
      expect(first(`s${n}`, [a, b, c])).toBe(first(`s${n}`, [c, a, b]));
      const chosen = first(`s${n}`, [a, b, c]);
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(count).toBeGreaterThan(800);
  });
  it('moves only the sessions of a target that goes away', () => {
    for (let n = 0; n < 500; n += 1) {
      const before = ownFirst([a, b, c], `s${n}`, never)[0];
      if (before !== c) expect(ownFirst([a, b], `s${n}`, never)[0]).toBe(before);
    }
  });
});

describe('warm sessions', () => {
  const long = { warmMs: 1_000, tokens: 1_024 };
  it('are warm for so long and no longer, anew with each answer', () => {
    const sessions = new WarmSessions();
    sessions.served('s', 'a/m', { nowMs: 0, ...long });
    expect([sessions.targetOf('s', 999), sessions.targetOf('s', 1_000)]).toEqual(['a/m', undefined]);
    sessions.served('s', 'a/m', { nowMs: 2_000, ...long });
    sessions.served('s', 'b/m', { nowMs: 2_500, ...long });
    expect(sessions.targetOf('s', 3_499)).toBe('b/m');
  });
  it('leave out prompts that are too short for any prompt cache', () => {
    const sessions = new WarmSessions();
    sessions.served('s', 'a/m', { nowMs: 0, warmMs: 1_000, tokens: 1_023 });
    expect(sessions.targetOf('s', 1)).toBeUndefined();
  });
  it('are bounded: the one that was served longest ago goes', () => {
    const sessions = new WarmSessions(2);
    for (const name of ['x', 'y', 'x', 'z']) sessions.served(name, 'a/m', { nowMs: 0, ...long });
    expect(['x', 'y', 'z'].map((name) => sessions.targetOf(name, 1))).toEqual(['a/m', undefined, 'a/m']);
    expect(sessions.size).toBe(2);
  });
});
