import { z } from 'zod';
import { readCsv } from '@/lib/csv/read-csv';
import { providerEntrySchema, type ProviderEntry } from './schemas';

/** A usage file that can't be read. The message names the line or entry, and the field. */
export class UsageFileError extends Error {}

const MAX_ENTRIES = 2_000_000;

const COLUMNS: Record<string, keyof ProviderEntry> = {
  id: 'id',
  model: 'model',
  day: 'day',
  input_tokens: 'inputTokens',
  output_tokens: 'outputTokens',
  cost_usd: 'costUsd',
};
const NUMERIC: ReadonlySet<string> = new Set(['inputTokens', 'outputTokens']);
const REQUIRED = ['model', 'day', 'cost_usd'];

/** An entry of the simulator's own ledger (lib/simulator/ledger.ts), as far as it is compared. */
const simulatorEntrySchema = z.object({
  clientRequestId: z.string().nullable(),
  responseId: z.string(),
  at: z.iso.datetime(),
  model: z.string(),
  amountUsd: z.string(),
});

/**
 * Reads a provider's usage: CSV with the header `id,model,day,input_tokens,output_tokens,cost_usd`, a JSON array, or JSON
 * lines; without an id a line sums a day of a model. Throws {@link UsageFileError} for the first thing that is wrong; nothing is taken from such a file.
 */
export function readUsage(text: string): ProviderEntry[] {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') throw new UsageFileError('The file is empty.');
  const raw = /^[[{]/.test(content) ? fromJson(content) : fromCsv(content);
  if (raw.length > MAX_ENTRIES) throw new UsageFileError(`More than ${MAX_ENTRIES} entries.`);
  return raw.map(({ where, value }) => {
    const parsed = providerEntrySchema.safeParse(fromSimulator(value));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
    throw new UsageFileError(`${where}: ${field || 'entry'}: ${issue?.message ?? 'is wrong'}`);
  });
}

interface Raw {
  where: string;
  value: unknown;
}

function fromCsv(text: string): Raw[] {
  const read = readCsv(text);
  if ('problem' in read) throw new UsageFileError(`line ${read.problem.line}: ${read.problem.message}`);
  const [header, ...rows] = read.lines;
  const names = header?.cells.map((cell) => cell.toLowerCase()) ?? [];
  for (const name of names)
    if (!Object.hasOwn(COLUMNS, name))
      throw new UsageFileError(`line 1: unknown column ${name.slice(0, 60)}`);
  const absent = REQUIRED.find((name) => !names.includes(name));
  if (absent !== undefined) throw new UsageFileError(`line 1: column ${absent} is missing`);
  return rows.map(({ line, cells }) => {
    if (cells.length !== names.length)
      throw new UsageFileError(`line ${line}: ${cells.length} cells where the header has ${names.length}`);
    const value: Record<string, unknown> = {};
    for (const [index, name] of names.entries()) {
      const field = COLUMNS[name];
      const cell = cells[index] ?? '';
      if (field !== undefined && cell !== '') value[field] = NUMERIC.has(field) ? Number(cell) : cell;
    }
    return { where: `line ${line}`, value };
  });
}

function fromJson(text: string): Raw[] {
  if (text.startsWith('[')) {
    const values = parse(text, 'The file');
    if (Array.isArray(values)) return values.map((value, n) => ({ where: `entry ${n + 1}`, value }));
  }
  return text.split(/\r?\n/).flatMap((line, n) => {
    const where = `line ${n + 1}`;
    return line.trim() === '' ? [] : [{ where, value: parse(line, where) }];
  });
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFileError(`${where}: not JSON`);
  }
}

function fromSimulator(value: unknown): unknown {
  const { success, data } = simulatorEntrySchema.safeParse(value);
  if (!success) return value;
  const { clientRequestId, responseId, at, model, amountUsd } = data;
  return { id: clientRequestId ?? responseId, model, day: at.slice(0, 10), costUsd: amountUsd };
}
