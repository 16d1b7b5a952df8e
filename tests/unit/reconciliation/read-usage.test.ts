import { expect, test } from 'vitest';
import { readUsage, UsageFileError } from '@/lib/reconciliation/read-usage';

const entry = {
  id: 'req_a.1',
  model: 'small',
  day: '2026-11-03',
  inputTokens: 100,
  outputTokens: 20,
  costUsd: '0.000014',
};

test('CSV, a JSON array and JSON lines say the same', () => {
  const csv =
    'id,model,day,input_tokens,output_tokens,cost_usd\r\nreq_a.1,"small",2026-11-03,100,20,0.000014\r\n';
  expect(readUsage(csv)).toEqual([entry]);
  expect(readUsage(JSON.stringify([entry], null, 2))).toEqual([entry]);
  expect(readUsage(`\uFEFF${JSON.stringify(entry)}\n\n${JSON.stringify(entry)}\n`)).toEqual([entry, entry]);
});

test('cells may hold commas, quotes and line feeds; tokens may be absent', () => {
  expect(readUsage('cost_usd,day,model,id\n1,2026-11-03,"a ""b"",\nc",x\n')).toEqual([
    { id: 'x', model: 'a "b",\nc', day: '2026-11-03', costUsd: '1' },
  ]);
});

test("the simulator's own ledger is read as it is", () => {
  const line = {
    seq: 1,
    at: '2026-11-03T23:59:59.999Z',
    vendor: 'openai',
    model: 'gpt-4.1',
    clientRequestId: 'req_a.1',
    responseId: 'chatcmpl-1',
    stream: false,
    complete: true,
    usage: {},
    meters: {},
    amountUsd: '0.0125',
  };
  expect(readUsage(JSON.stringify([line]))).toEqual([
    { id: 'req_a.1', model: 'gpt-4.1', day: '2026-11-03', costUsd: '0.0125' },
  ]);
});

const HEADER = 'id,model,day,cost_usd';
test.each([
  ['', 'The file is empty.'],
  ['id,model,cost_usd\n', 'line 1: column day is missing'],
  ['id,model,day,price\n', 'line 1: unknown column price'],
  [`${HEADER}\na,m,2026-11-03,1"2.50\n`, 'line 2: a quote stands inside of a cell'],
  [`${HEADER}\na,m,2026-11-03,"1.5"0\n`, 'line 2: something stands behind a cell in quotes'],
  [`${HEADER}\na,"m,2026-11-03,1\nb,m,2026-11-03,1\n`, 'line 2: a quote is never closed'],
  [`${HEADER}\na,m,2026-11-03\n`, 'line 2: 3 cells where the header has 4'],
  [`${HEADER}\na,m,2026-11-03,1\nb,m,2026-02-30,1\n`, 'line 3: day: must be a day, such as 2026-11-22'],
  [`${HEADER}\na,m,2026-11-03,1e-3\n`, 'line 2: costUsd: must be a plain decimal, such as 0.0125'],
  [`${HEADER}\na,m,2026-11-03,$1\n`, 'line 2: costUsd: must be a plain decimal, such as 0.0125'],
  [
    `[{"id":"a","model":"m","day":"2026-11-03","costUsd":0.1}]`,
    'entry 1: costUsd: must be a decimal as text, such as "0.0125"',
  ],
  [`[{"id":"a","model":"m","day":"2026-11-03","costUsd":"1","user":"x"}]`, /^entry 1: user: /],
  [`${HEADER}\na,m,0000-11-03,1\n`, 'line 2: day: must not lie before 1970'],
  [
    '[{"model":"\\u0000","day":"2026-11-03","costUsd":"1"}]',
    'entry 1: model: holds a character that is no text',
  ],
  ['[{"id":"\\ud800","model":"m","day":"2026-11-03","costUsd":"1"}]', /^entry 1: id: holds/],
  ['[{"id":', 'The file: not JSON'],
  ['{"id":"a"}\n{', /^line 2: not JSON|^line 1: /],
])('%j is refused: %s', (text, message) => {
  expect(() => readUsage(text)).toThrow(UsageFileError);
  expect(() => readUsage(text)).toThrow(message);
});
