import { describe, expect, test } from 'vitest';
import { marksOf, measureColumn, spreadOf, tokensPerSecond } from '@/lib/playground/measure-runs';
import { readEvents, type AnswerEvent } from '@/lib/playground/read-events';
import { ended, WAITING, withEvent, withHeaders, type RunState } from '@/lib/playground/run-state';

async function eventsOf(...pieces: (string | Uint8Array)[]): Promise<AnswerEvent[]> {
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece));
  const events: AnswerEvent[] = [];
  const body = new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of bytes) controller.enqueue(piece);
        controller.close();
      },
    }),
  ).body;
  if (body === null) throw new Error('no body');
  for await (const event of readEvents(body)) events.push(event);
  return events;
}
const chunk = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (fields: object) => chunk({ choices: [{ delta: fields }] });

describe('reading a streamed answer', () => {
  test('text, reasoning, usage, cost and the end come in their order', async () => {
    const events = await eventsOf(
      delta({ reasoning_content: 'hm' }),
      delta({ content: 'Hello' }),
      chunk({ choices: [{ delta: {}, finish_reason: 'stop' }] }),
      chunk({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5 } }),
      ': x-tollgate-cost-usd 0.000042\n\n',
      'data: [DONE]\n\n',
    );
    expect(events).toEqual([
      { kind: 'reasoning', text: 'hm' },
      { kind: 'text', text: 'Hello' },
      { kind: 'finish', reason: 'stop' },
      { kind: 'usage', inputTokens: 3, outputTokens: 5, cachedTokens: 0 },
      { kind: 'cost', usd: '0.000042' },
    ]);
  });

  test('it may be cut anywhere, also within a character', async () => {
    const bytes = new TextEncoder().encode(delta({ content: 'được' }));
    for (let at = 1; at < bytes.length; at += 1)
      expect(await eventsOf(bytes.slice(0, at), bytes.slice(at))).toEqual([{ kind: 'text', text: 'được' }]);
  });

  test('an unknown cost is not 0', async () => {
    expect(await eventsOf(': x-tollgate-cost-usd unpriced\n')).toEqual([{ kind: 'cost', usd: undefined }]);
  });

  test('an error in mid-answer is said', async () => {
    expect(await eventsOf(chunk({ error: { message: 'broken' } }))).toEqual([
      { kind: 'error', message: 'broken' },
    ]);
    expect(await eventsOf('data: {nonsense\n\n')).toMatchObject([{ kind: 'error' }]);
  });

  test('arguments of tool calls are put together by their place', async () => {
    const call = (index: number, fields: object) => delta({ tool_calls: [{ index, function: fields }] });
    const events = await eventsOf(
      call(0, { name: 'a', arguments: '{"x"' }),
      call(1, { name: 'b', arguments: '{}' }),
      call(0, { arguments: ':1}' }),
    );
    const state = events.reduce((before, event) => withEvent(before, event, 1), WAITING);
    expect(state.tools).toEqual([
      { name: 'a', input: '{"x":1}' },
      { name: 'b', input: '{}' },
    ]);
  });
});

describe('the state of a run', () => {
  test('the first token has the time of the first content, not of a later one', () => {
    const once = withEvent(WAITING, { kind: 'text', text: 'a' }, 10);
    expect(withEvent(once, { kind: 'text', text: 'b' }, 20)).toMatchObject({ text: 'ab', firstMs: 10 });
  });

  test('a run that failed in mid-answer stays failed and keeps what had come', () => {
    const broken = withEvent(
      withEvent(WAITING, { kind: 'text', text: 'half' }, 1),
      { kind: 'error', message: 'gone' },
      2,
    );
    expect(ended(broken, 3, 'end')).toMatchObject({ status: 'failed', error: 'gone', text: 'half' });
  });

  test('who served and why is read from the headers', () => {
    const headers = new Headers({
      'x-request-id': 'req_1',
      'x-tollgate-model': 'm',
      'x-tollgate-route': 'r',
    });
    expect(withHeaders(WAITING, headers)).toMatchObject({ requestId: 'req_1', served: 'm', rule: 'r' });
  });
});

const done = (over: Partial<RunState>): RunState => ({ ...WAITING, status: 'done', ...over });

describe('figures', () => {
  test('tokens a second are those after the first one', () => {
    expect(tokensPerSecond(done({ outputTokens: 100, firstMs: 500, totalMs: 2_500 }))).toBe(50);
    expect(tokensPerSecond(done({ outputTokens: 100, firstMs: 500, totalMs: 500 }))).toBeUndefined();
  });

  test('a spread is of those that have the figure', () => {
    expect(spreadOf([5, undefined, 1, 3], (a, b) => a - b)).toEqual({ least: 1, middle: 3, most: 5, of: 3 });
    expect(spreadOf([undefined], (a: number, b) => a - b)).toBeUndefined();
  });

  test('amounts are compared exactly', () => {
    const { cost } = measureColumn([
      done({ costUsd: '0.10000000000000001' }),
      done({ costUsd: '0.1' }),
      done({ costUsd: '0.09' }),
    ]);
    expect(cost).toMatchObject({ least: '0.09', middle: '0.1' });
  });

  test('only runs that came to their end count', () => {
    const stopped: RunState = { ...WAITING, status: 'stopped', costUsd: '1', totalMs: 1 };
    expect(measureColumn([stopped])).toMatchObject({ done: 0, cost: undefined, total: undefined });
  });
});

describe('marks', () => {
  const column = (costUsd: string | undefined, totalMs: number) =>
    measureColumn([done({ ...(costUsd === undefined ? {} : { costUsd }), totalMs })]);

  test('the cheapest and the fastest are marked, equals together', () => {
    expect(marksOf([column('0.2', 5), column('0.1', 9), column('0.10', 7)])).toEqual({
      cheapest: [1, 2],
      fastest: [0],
    });
  });

  test('nobody is the cheapest while the cost of one is not known', () => {
    expect(marksOf([column('0.2', 5), column(undefined, 9)])).toEqual({ cheapest: [], fastest: [0] });
  });

  test('nobody wins while others still run', () => {
    expect(marksOf([column('0.2', 5), measureColumn([WAITING])])).toEqual({ cheapest: [], fastest: [] });
  });
});
