import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { COMMAND_LINE } from '@/lib/audit/actor';
import type { Actor } from '@/lib/audit/schemas';
import { errorCode } from '@/lib/boot/error-code';
import { readRuntime } from '@/lib/boot/runtime-file';
import type { ConfigPreview } from '@/lib/config/preview-config';
import { parseJson } from '@/lib/config/check/parse-json';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { dataPath, env, InvalidEnvError } from '@/lib/env';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { PriceList } from './import-prices';

const USAGE = `npm run config -- export [FILE]                     writes the configuration in force (to the screen without FILE)
npm run config -- diff FILE                         says what applying FILE would change; changes nothing
npm run config -- apply FILE [--note TEXT] [--yes]  publishes FILE, wholly or not at all; asks first without --yes
npm run config -- import-prices FILE|catalogue [--provider ID [--as NAME]] [--only KEY]… [--yes]
                                                    says what a price list (.csv, .json, or the catalogue that comes
                                                    along) would change, and publishes it, or what --only names

The database is DATABASE_URL, else that of the Tollgate running over TOLLGATE_DATA_DIR (default .tollgate).`;

/** A mistake of the person at the keyboard: shown as it is. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, file, ...rest] = positionals;
  if (values.help || command === undefined) return console.log(USAGE);
  if (rest.length > 0) throw new UsageError(`One file at a time, please.\n${USAGE}`);
  if (!['export', 'diff', 'apply', 'import-prices'].includes(command))
    throw new UsageError(`There is no command "${command}".\n${USAGE}`);
  // The file first: what is wrong with it needs no database.
  const content = command === 'diff' || command === 'apply' ? readFile(file) : undefined;
  const source = command === 'import-prices' ? priceSource(file, values) : undefined;
  useDatabase();
  try {
    if (source !== undefined) await importList(source, values);
    else if (command === 'export') await exportTo(file);
    else if (command === 'diff') await show(content);
    else await apply(content, values);
  } finally {
    const { db } = await import('@/lib/db');
    await db().$disconnect();
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        note: { type: 'string' },
        yes: { type: 'boolean' },
        help: { type: 'boolean' },
        provider: { type: 'string' },
        as: { type: 'string' },
        only: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'Wrong arguments.'}\n${USAGE}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = errorCode(error);
    throw new UsageError(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code ?? error}.`,
    );
  }
}

/** The list to import: the catalogue by that word, else a file whose ending says what it is. */
function priceSource(
  file: string | undefined,
  { provider, as }: { provider?: string; as?: string },
): PriceList {
  if (file === undefined) throw new UsageError(`Which list?\n${USAGE}`);
  if (file === 'catalogue') return { from: 'catalogue', provider, as };
  const format = /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (format !== 'csv' && format !== 'json') throw new UsageError(`${file} must end in .csv or .json.`);
  return { from: 'file', name: path.basename(file).slice(0, 80), format, content: readText(file) };
}

async function importList(
  source: PriceList,
  { yes, only, note }: { yes?: boolean; only?: string[]; note?: string },
): Promise<void> {
  const { previewList, publishList } = await import('./import-prices');
  const preview = await previewList(source);
  if (preview.proposed === 0 || (!yes && !(await confirmed()))) return console.log('Nothing was changed.');
  await publishList({ source, accepted: only, expectedVersion: preview.version, note, actor: whoRuns() });
}

function readFile(file: string | undefined): unknown {
  if (file === undefined) throw new UsageError(`Which file?\n${USAGE}`);
  const text = readText(file);
  try {
    return parseJson(text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Names the database in the environment, where the verbs look for it. */
function useDatabase(): void {
  if (env().DATABASE_URL !== undefined) return;
  const runtime = readRuntime(dataPath());
  if (runtime === undefined || !isAlive(runtime.pid))
    throw new UsageError(`Tollgate is not running over ${dataPath()}: start it, or set DATABASE_URL.`);
  process.env['DATABASE_URL'] = runtime.databaseUrl;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function exportTo(file: string | undefined): Promise<void> {
  const { exportConfig } = await import('@/lib/config/export-config');
  const exported = await exportConfig();
  const text = `${JSON.stringify(exported.file, null, 2)}\n`;
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  const partial = `${file}.${process.pid}.new`;
  try {
    writeFileSync(partial, text);
    renameSync(partial, file);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${errorCode(error) ?? error}.`);
  }
  console.log(`Version ${exported.version} is in ${file}. Secrets and values of keys are not in it.`);
}

async function show(content: unknown): Promise<ConfigPreview> {
  const { previewConfig } = await import('@/lib/config/preview-config');
  const preview = await previewConfig(content);
  for (const { kind, path, sentence } of preview.changes)
    console.log(`${{ added: '+', removed: '-', changed: '~' }[kind]} ${path}\n    ${sentence}`);
  const { length } = preview.changes;
  const count = length === 0 ? 'Nothing differs' : `${length} ${length === 1 ? 'change' : 'changes'}`;
  console.log(`${count} against version ${preview.version}.`);
  return preview;
}

async function apply(content: unknown, options: { note?: string; yes?: boolean }): Promise<void> {
  const { version, seen, changes } = await show(content);
  if (changes.length > 0 && !options.yes && !(await confirmed())) return console.log('Nothing was changed.');
  const { applyConfig } = await import('@/lib/config/apply-config');
  const actor = whoRuns();
  const applied = await applyConfig({
    file: content,
    author: actor.name,
    actor,
    note: options.note ?? '',
    // What was shown is what is applied.
    expectedVersion: version,
    seen,
  });
  if (applied.published) console.log(`Version ${applied.version} is in force.`);
}

/** Whoever works on the machine itself, by their name there. */
function whoRuns(): Actor {
  return { ...COMMAND_LINE, name: `${userInfo().username} (command line)` };
}

async function confirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('Nobody can be asked here: add --yes to apply.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Apply? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function explain(error: unknown): string {
  if (error instanceof ConfigProblemsError) {
    const lines = error.problems.map(
      ({ path, message }) => `  ${path === '' ? 'the file' : path}: ${message}`,
    );
    return ['The configuration was refused; nothing was changed.', ...lines].join('\n');
  }
  if (error instanceof UsageError || error instanceof GatewayError || error instanceof InvalidEnvError)
    return error.message;
  const text = error instanceof Error ? error.message : String(error);
  const said = text.trim().split('\n').at(-1) ?? '';
  return /reach|ECONN|ENOTFOUND|ETIMEDOUT|terminated|authentication/i.test(text)
    ? `The database cannot be used: ${said}`
    : `Something went wrong: ${said}`;
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
