import { describe, expect, it } from 'vitest';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();
const BODY = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Explain budgets in plain words.' }] };

async function statuses(requests: number): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < requests; i += 1) {
    seen.push((await simulator.post('/openai/v1/chat/completions', BODY)).status);
  }
  return seen;
}

describe('the admin door', () => {
  it('lets a seeded share of requests fail, the same ones for the same seed', async () => {
    const wish = { rate: 0.3, kinds: ['500', '429'], seed: 'x' };
    await simulator.admin('faults', wish);
    const first = await statuses(40);
    await simulator.admin('faults', wish);
    expect(await statuses(40)).toEqual(first);
    await simulator.admin('faults', { ...wish, seed: 'y' });
    expect(await statuses(40)).not.toEqual(first);
    const failed = first.filter((status) => status !== 200).length;
    expect(failed).toBeGreaterThan(4);
    expect(failed).toBeLessThan(22);
    await simulator.admin('faults', { rate: 0 });
    expect(new Set(await statuses(20))).toEqual(new Set([200]));
  });

  it('lets every request fail at rate 1 and none after a reset', async () => {
    await simulator.admin('faults', { rate: 1, kinds: ['503'] });
    expect(new Set(await statuses(5))).toEqual(new Set([503]));
    const state = await simulator.admin('reset');
    expect(state).toMatchObject({ faults: null, fired: {} });
    expect(await statuses(1)).toEqual([200]);
  });

  it('changes the latency factor at run time', async () => {
    expect(await simulator.admin('latency', { factor: 0.5 })).toMatchObject({ latencyFactor: 0.5 });
    expect(await simulator.admin('reset')).toMatchObject({ latencyFactor: 0 });
  });

  it.each([
    ['faults', { rate: 2 }],
    ['faults', { rate: 0.1, kinds: ['nonsense'] }],
    ['latency', { factor: -1 }],
    ['latency', 'not json'],
  ])('refuses %s with %j', async (call, body) => {
    expect((await simulator.post(`/admin/${call}`, body)).status).toBe(400);
  });

  it('keeps the ledger over a reset unless told otherwise', async () => {
    await statuses(1);
    const { count } = await simulator.totals();
    await simulator.admin('reset');
    expect((await simulator.totals()).count).toBe(count);
    await simulator.admin('reset', { ledger: true });
    expect((await simulator.totals()).count).toBe(0);
    expect(await simulator.ledger()).toEqual([]);
  });

  it('answers 404 where there is no door', async () => {
    expect((await simulator.post('/admin/nothing', {})).status).toBe(404);
    expect((await simulator.post('/openai/v1/nothing', {})).status).toBe(404);
  });
});

describe('paths without a vendor', () => {
  const anthropic = { ...BODY, model: 'claude-sonnet-4.5', max_tokens: 5 };
  const gemini = { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] };

  it.each([
    ['/v1/chat/completions', BODY, 'choices'],
    ['/v1/messages', anthropic, 'stop_reason'],
    ['/v1beta/models/gemini-2.5-flash:generateContent', gemini, 'candidates'],
  ])('%s answers in the format that the rest of the path names', async (path, body, field) => {
    const answer = await simulator.post(path, body);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveProperty(field);
  });
});
