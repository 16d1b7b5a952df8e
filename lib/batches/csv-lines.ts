import { readCsv } from '@/lib/csv/read-csv';
import { GatewayError } from '@/lib/errors/gateway-error';

/** Columns of a CSV of prompts; `prompt` is needed. */
const COLUMNS = ['custom_id', 'prompt', 'system', 'model', 'max_tokens'] as const;
type Column = (typeof COLUMNS)[number];

/**
 * A CSV with a head of `prompt` and perhaps `custom_id`, `system`, `model` and `max_tokens` as lines of a batch for chats.
 * What a row leaves out is `model` of the argument, and the row's number as custom_id. Throws GatewayError for the first thing
 * that cannot be read: a prompt cut at a stray comma or quote would be sent, and paid for.
 */
export function csvToLines(text: string, model: string): string {
  const read = readCsv(text);
  if ('problem' in read) throw wrongLine(read.problem.line, read.problem.message);
  const [head, ...rows] = read.lines;
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

function wrongLine(line: number, message: string): GatewayError {
  return new GatewayError('invalid_request', `Line ${line} of the file: ${message}.`, { param: 'file' });
}

function lineOf(line: number, names: readonly string[], cells: readonly string[], model: string) {
  if (cells.length > names.length)
    throw wrongLine(line, `${cells.length} cells where the first row names ${names.length}`);
  const cell = (name: Column) => cells[names.indexOf(name)] ?? '';
  const system = cell('system');
  const limit = cell('max_tokens');
  if (!/^\d*$/.test(limit)) throw wrongLine(line, `“${limit.slice(0, 60)}” is no number of tokens`);
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
