import { statSync } from 'node:fs';
import { BootError } from '@/lib/boot/boot-error';
import { run } from '@/lib/boot/run';

/** The user that the server runs as. PostgreSQL refuses root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Undefined when this process is not root: the server then runs as the same user. As root: the owner of existing data,
 * else the system's `postgres` user, which is created when missing, else `nobody`.
 */
export async function serverAccount(dataDirectory: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = (await lookUp('postgres')) ?? (await lookUp('_postgres'));
  if (found) return found;
  await createUser();
  const account = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!account) {
    throw new BootError('PostgreSQL refuses to run as root, and no user "postgres" could be created for it.');
  }
  return account;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function createUser(): Promise<void> {
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  // Alpine and other BusyBox systems.
  if (made.code !== 0) await run('adduser', ['-S', '-D', '-H', 'postgres']);
}

/** Whether the account can enter the directory: the system is asked, so that ACLs and mounts count as well. */
export async function canEnter(directory: string, account: Account | undefined): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], account && { account });
  return code === 0;
}
