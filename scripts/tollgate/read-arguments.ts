import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { errorCode } from '@/lib/boot/error-code';

/** A mistake of the person at the keyboard: shown as it is, with how it is meant. */
export class UsageError extends Error {}

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  watch: { type: 'boolean' },
  errors: { type: 'boolean' },
  workspace: { type: 'string' },
  team: { type: 'string' },
  note: { type: 'string' },
  version: { type: 'string' },
  seen: { type: 'string' },
  endpoint: { type: 'string' },
  concurrency: { type: 'string' },
  'max-cost': { type: 'string' },
  month: { type: 'string' },
  on: { type: 'string' },
  days: { type: 'string' },
  ways: { type: 'string' },
  requests: { type: 'string' },
  'max-tokens': { type: 'string' },
  prompts: { type: 'string' },
} as const;

export type Arguments = ReturnType<typeof readArguments>;

/** Throws UsageError for an option that there is not. */
export function readArguments(given: readonly string[]) {
  // What belongs to `ledger` is read by its own command.
  if (given[0] === 'ledger') return { words: [...given], options: {} };
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: OPTIONS,
    });
    return { words: positionals, options: values };
  } catch (error) {
    // Of a longer message the first sentence says what is wrong.
    const [words] = (error instanceof Error ? error.message : 'Wrong arguments.').split(/(?<=\.) /);
    throw new UsageError(words ?? 'Wrong arguments.');
  }
}

/** The word that a command needs next. Throws UsageError where it is missing. */
export function wordOf(words: readonly string[], index: number, what: string): string {
  const word = words[index];
  if (word === undefined) throw new UsageError(`${what} is missing.`);
  return word;
}

/** The JSON of a file. Throws UsageError. */
export function readJsonFile(file: string): unknown {
  const text = readTextFile(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    throw new UsageError(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`,
    );
  }
}
