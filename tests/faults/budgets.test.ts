import { expect } from 'vitest';
import type { ActiveBudget } from '@/lib/budgets/active-budget';
import type { Window } from '@/lib/budgets/window';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { systemClock } from '@/lib/clock';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import {
  ANSWER_USD,
  content,
  DONE,
  FINISH,
  healthy,
  isStream,
  sendStream,
  sendWhole,
  TEXT,
  WHOLE,
} from './answers';
import { ask, soon } from './ask';
import { fault } from './fault';
import type { Behaviour } from './fault-server';
import { openWorld, type Door, type World } from './world';

/** Enough for so many answers of six thousandths of a cent, and not for one more. */
const forAnswers = (count: number) => (door: Door) =>
  openWorld({ door, budgetUsd: (Number(ANSWER_USD) * count + 0.000001).toFixed(8) });
/** An answer for five cents. */
const dear: Behaviour = (heard, server) => {
  server.bill(heard, '0.05001');
  const usage = { prompt_tokens: 10, completion_tokens: 5_000, total_tokens: 5_010 };
  const whole = JSON.stringify({ ...(JSON.parse(WHOLE) as object), usage });
  const last = `data: ${JSON.stringify({ choices: [], usage })}\n\n`;
  if (isStream(heard)) sendStream(heard, [content(TEXT), FINISH, last, DONE]);
  else sendWhole(heard, 200, whole);
};
const sum = ({ bad, good }: World) =>
  [...bad.billed, ...good.billed].reduce((usd, one) => usd + parseUsd(one.usd), 0n);

fault(
  88,
  'fifty at once on the last dollars never spend more than there is',
  async (world, stream) => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(world, 'solo', stream)));
    const codes = new Set(answers.map(({ status: code }) => code));
    expect([...codes].filter((code) => ![200, 402, 503].includes(code))).toEqual([]);
    expect(sum(world)).toBeLessThanOrEqual(world.lent.limit);
  },
  { world: forAnswers(20) },
);

fault(
  90,
  'an answer that costs more than was held is on the books in full, and the next one is refused',
  async (world, stream) => {
    world.bad.behaviour = dear;
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    const next = await ask(world, 'solo', stream);
    expect([next.status, next.code]).toEqual([402, 'budget_exceeded']);
    expect(world.bad.heard).toHaveLength(1);
  },
  { world: (door) => openWorld({ door, budgetUsd: '0.01' }) },
);

fault(
  91,
  'without max_tokens the output is limited to what the budget covers',
  async (world, stream) => {
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    const asked = JSON.parse(world.bad.heard[0]?.body ?? '{}') as Record<string, unknown>;
    const limit = asked['max_completion_tokens'] ?? asked['max_tokens'];
    expect(limit).toBeGreaterThan(0);
    expect(limit).toBeLessThan(1_000);
  },
  { world: (door) => openWorld({ door, budgetUsd: '0.01' }) },
);

fault(
  103,
  'a hit of the cache is served though the budget is used up, at no cost, and is on the books as one',
  async (world, stream) => {
    expect((await ask(world, 'auto', stream)).status).toBe(200);
    world.bad.behaviour = dear;
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    const refused = await ask(world, 'solo', stream);
    expect([refused.status, refused.code]).toEqual([402, 'budget_exceeded']);
    expect((await ask(world, 'auto', stream)).status).toBe(200);
    expect(world.bad.heard).toHaveLength(2);
    await soon(() => {
      const hits = world.gateway.completions().filter(({ cache }) => cache === 'hit_exact');
      expect(hits).toMatchObject([{ status: 200, attempts: [], saved: { usd: ANSWER_USD } }]);
    });
  },
  {
    world: (door) => {
      const cache = new AnswerCache(new AnswerMemory(1024 * 1024));
      return openWorld({ door, budgetUsd: '0.05', keepsAnswers: true, deps: { cache } });
    },
  },
);

/** Remembers which windows were opened. */
class WindowsOpened extends MemoryStore {
  readonly starts: string[] = [];
  override open(_budget: ActiveBudget, { startsAt }: Window): Promise<string> {
    this.starts.push(new Date(startsAt).toISOString());
    return Promise.resolve(String(this.starts.length));
  }
}
fault(
  87,
  'a request that runs over midnight counts in the day in which it began',
  async (world, stream) => {
    const lent = world.lent as WindowsOpened;
    world.bad.behaviour = (heard, server) => {
      nowAt.set(world.lent, Date.parse('2026-11-01T00:00:01Z'));
      healthy(heard, server);
    };
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    expect(lent.starts).toEqual(['2026-10-31T00:00:00.000Z']);
    expect((await ask(world, 'solo', stream)).status).toBe(200);
    expect(lent.starts).toEqual(['2026-10-31T00:00:00.000Z', '2026-11-01T00:00:00.000Z']);
  },
  {
    world: (door) => {
      const lent = new WindowsOpened(parseUsd('100'));
      nowAt.set(lent, Date.parse('2026-10-31T23:59:59.9Z'));
      const clock = { ...systemClock, now: () => nowAt.get(lent) ?? 0 };
      return openWorld({ door, lent, deps: { clock } });
    },
  },
);
/** The wall clock of each world, by its store. */
const nowAt = new WeakMap<MemoryStore, number>();
