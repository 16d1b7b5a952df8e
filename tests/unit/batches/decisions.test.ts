import { describe, expect, it, test } from 'vitest';
import { afterAnswer } from '@/lib/batches/after-answer';
import { checkLine } from '@/lib/batches/check-line';
import { cheapestStart } from '@/lib/batches/cheapest-start';
import { createBatchSchema } from '@/lib/batches/schemas';

const answer = (status: number, headers: Record<string, string> = {}, body = '') => ({
  ...{ requestId: 'r', costUsd: '0', status, headers, body },
});

describe('after an answer', () => {
  test.each([
    [answer(200), 1, { kind: 'done' }],
    [answer(400), 1, { kind: 'failed' }],
    [answer(402, {}, '{"error":{"code":"cost_ceiling_exceeded"}}'), 1, { kind: 'too_dear' }],
    [answer(402, {}, '{"error":{"code":"budget_exceeded"}}'), 1, { kind: 'failed' }],
    [answer(429, { 'retry-after': '7' }), 9, { kind: 'again', pauseMs: 7_000, counts: false }],
    [answer(429, { 'retry-after': '700' }), 1, { kind: 'again', pauseMs: 60_000, counts: false }],
    [answer(500), 1, { kind: 'again', pauseMs: 1_000, counts: true }],
    [answer(502), 2, { kind: 'again', pauseMs: 2_000, counts: true }],
    [answer(502), 3, { kind: 'failed' }],
  ])('%o at try %i', (given, tries, verdict) => {
    expect(afterAnswer(given, tries)).toEqual(verdict);
  });
});

describe('a line', () => {
  const rules = {
    endpoint: '/v1/chat/completions',
    isKnown: (id: string) => id === 'old',
    isModel: (name: string) => name === 'm',
  };
  const check = (text: string | undefined) => checkLine({ number: 7, text }, rules);
  const request = (more: object = {}) =>
    JSON.stringify({ custom_id: 'a', url: '/v1/chat/completions', body: { model: 'm' }, ...more });

  it('is a request when all is there', () => {
    expect(check(request())).toEqual({
      kind: 'good',
      item: { line: 7, customId: 'a', body: '{"model":"m"}' },
    });
  });

  test.each([
    ['{', 'invalid_json'],
    [undefined, 'invalid_line'],
    ['[]', 'invalid_line'],
    [request({ custom_id: 7 }), 'invalid_line'],
    [request({ method: 'GET' }), 'invalid_line'],
    [request({ extra: 1 }), 'invalid_line'],
    [request({ custom_id: 'old' }), 'duplicate_custom_id'],
    [request({ custom_id: '\0' }), 'invalid_line'],
    [request({ custom_id: '\ud800' }), 'invalid_line'],
    [request({ custom_id: '(line 7)' }), 'invalid_line'],
    [request({ url: '/v1/embeddings' }), 'wrong_endpoint'],
    [request({ body: {} }), 'missing_model'],
    [request({ body: { model: 'x' } }), 'model_not_found'],
    [request({ body: { model: 'm', stream: true } }), 'stream_not_supported'],
  ])('%s is refused as %s', (text, code) => {
    expect(check(text)).toMatchObject({ kind: 'bad', problem: { code, line: 7 } });
  });

  it('that is refused keeps its own custom_id, and quotes no more of it than can be stored', () => {
    const found = check(request({ body: { model: `\0\ud800${'x'.repeat(10_000)}` } }));
    expect(found).toMatchObject({ customId: 'a', problem: { code: 'model_not_found' } });
    const message = found.kind === 'bad' ? found.problem.message : '';
    expect(message).toMatch(/^There is no model “\ufffd\ufffdx{98}”\.$/);
    expect(check('{')).toMatchObject({ customId: undefined });
  });
});

describe('the cheapest start', () => {
  const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`);

  it('is the first quarter hour of the lowest price that is not after the deadline', () => {
    const cost = (when: number) => (when >= at('06:30') && when < at('09:00') ? '1' : '2');
    expect(cheapestStart(at('05:07'), at('08:00'), cost)).toBe(at('06:30'));
    expect(cheapestStart(at('05:07'), at('06:29'), cost)).toBe(at('05:07'));
    expect(cheapestStart(at('05:07'), at('06:30'), cost)).toBe(at('06:30'));
  });

  it('is now where nobody knows the price, or the deadline is past', () => {
    expect(cheapestStart(at('05:07'), at('08:00'), () => undefined)).toBe(at('05:07'));
    expect(cheapestStart(at('05:07'), at('01:00'), () => '1')).toBe(at('05:07'));
  });
});

test.each([
  [{ tollgate_concurrency: '0' }, 'tollgate_concurrency'],
  [{ tollgate_concurrency: '201' }, 'tollgate_concurrency'],
  [{ tollgate_max_cost_usd: '-1' }, 'tollgate_max_cost_usd'],
  [{ tollgate_run_after: 'tomorrow' }, 'tollgate_run_after'],
  [{ tollgate_typo: 'x' }, 'tollgate_typo'],
])('options %o are refused by name', (metadata, name) => {
  const read = createBatchSchema.safeParse({
    input_file_id: 'f',
    endpoint: '/v1/chat/completions',
    metadata,
  });
  expect(read.error?.issues[0]?.path).toContain(name);
});
