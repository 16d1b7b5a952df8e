import { randomBytes } from 'node:crypto';
import { claimDataDirectory } from '@/lib/boot/data-directory';
import { openDatabase } from '@/lib/boot/open-database';
import { Teardown } from '@/lib/boot/teardown';
import { env } from '@/lib/env';

const USAGE = `npm run secrets -- rotate   seals everything stored under a new master secret; Tollgate must be stopped meanwhile

The new secret is made here and put into the data directory. Where TOLLGATE_SECRET gives the present one, the new one is
read from TOLLGATE_NEW_SECRET (at least 32 characters), and you put it into TOLLGATE_SECRET yourself. Nothing shows it.
All people sign in again. Keys, tokens and the audit log stay good: their digests keep the secret of before.`;

async function rotate(directory: string): Promise<void> {
  const { masterSecret } = await import('@/lib/secrets/master-secret');
  const { rotateSecret } = await import('@/lib/secrets/rotate');
  const files = await import('@/lib/secrets/secret-files');
  const { COMMAND_LINE } = await import('@/lib/audit/actor');
  const fromEnvironment = env().TOLLGATE_SECRET !== undefined;
  const next = fromEnvironment
    ? process.env['TOLLGATE_NEW_SECRET']
    : (files.unfinishedSecret(directory) ?? randomBytes(32).toString('base64url'));
  if (next === undefined || next.length < 32)
    throw new Error(
      'TOLLGATE_SECRET is set: give the new one in TOLLGATE_NEW_SECRET, with at least 32 characters.',
    );
  if (!fromEnvironment) files.prepareSecret(directory, masterSecret(), next);
  const { sealed, unreadable } = await rotateSecret(masterSecret(), next, COMMAND_LINE);
  if (!fromEnvironment) files.adoptSecret(directory);
  console.log(`${sealed} secrets are sealed anew.`);
  if (unreadable > 0)
    console.log(`${unreadable} could not be opened with either secret and stay as they are.`);
  if (fromEnvironment)
    console.log(
      'Now put the new secret into TOLLGATE_SECRET. Unless TOLLGATE_DIGEST_SECRET is set already, put the former TOLLGATE_SECRET there.',
    );
}

async function main(): Promise<number> {
  const [command = 'help'] = process.argv.slice(2);
  if (command !== 'rotate') {
    console.log(USAGE);
    return command === 'help' ? 0 : 2;
  }
  const teardown = new Teardown();
  try {
    const { directory, lock } = await claimDataDirectory(env().TOLLGATE_DATA_DIR);
    teardown.add('data directory', () => lock.release());
    process.env['DATABASE_URL'] = (await openDatabase(env(), directory, teardown)).url;
    const { db } = await import('@/lib/db');
    teardown.add('connections', () => db().$disconnect());
    await rotate(directory);
    return 0;
  } finally {
    await teardown.run();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
