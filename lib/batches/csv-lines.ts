import { GatewayError } from '@/lib/errors/gateway-error';
import { readCsv } from '@/lib/reconciliation/read-csv';

/** Columns of a CSV of prompts; `prompt` is needed. */
const COLUMNS = ['custom_id', 'prompt', 'system', 'model', 'max_tokens'] as const;
type Column = (typeof COLUMNS)[number];

/**
 * A CSV with a head of `prompt` and perhaps `custom_id`, `system`, `model` and `max_tokens` as lines of a batch for chats.
 * What a row leaves out is `model` of the argument, and the row's number as custom_id. Throws GatewayError for a head that
 * cannot be read.
 */
export function csvToLines(text: string, model: string): string {
  const [head, ...rows] = readCsv(text.replace(/^\uFEFF/, ''));
  const names = head?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const stray = names.find((name) => !COLUMNS.some((column) => column === name));
  if (!names.includes('prompt') || stray !== undefined)
    throw new GatewayError(
      'invalid_request',
      `The first row must name the columns: prompt, and perhaps custom_id, system, model, max_tokens${stray === undefined ? '' : `; “${stray.slice(0, 60)}” is none of them`}.`,
      { param: 'file' },
    );
  return rows.map(({ line, cells }) => JSON.stringify(lineOf(line, names, cells, model))).join('\n');
}

function lineOf(line: number, names: readonly string[], cells: readonly string[], model: string) {
  const cell = (name: Column) => cells[names.indexOf(name)] ?? '';
  const system = cell('system');
  const limit = cell('max_tokens');
  return {
    custom_id: cell('custom_id') || `row-${line}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: {
      model: cell('model') || model,
      messages: [
        ...(system === '' ? [] : [{ role: 'system', content: system }]),
        { role: 'user', content: cell('prompt') },
      ],
      ...(limit === '' ? {} : { max_tokens: Number(limit) }),
    },
  };
}
