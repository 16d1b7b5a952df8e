import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { BootError } from '@/lib/boot/boot-error';
import { canEnter, serverAccount, type Account } from './account';

/** Where root keeps what the server's user must reach when the data directory cannot be entered by it. */
const SHARED_ROOT = '/var/lib/tollgate';

const noteSchema = z.object({
  id: z.string(),
  password: z.string(),
  port: z.number().default(0),
  /** Absolute; absent when the cluster lies in the data directory itself. */
  elsewhere: z.string().optional(),
});
type Note = z.infer<typeof noteSchema>;

/** Where a data directory's cluster lives, who runs it and how to sign in. */
export interface Place {
  account: Account | undefined;
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** Where binaries are copied to if they cannot run where npm put them. */
  copyRoot: string;
  password: string;
  /** Port of the last start; 0 before the first. */
  port: number;
  rememberPort(port: number): void;
}

/**
 * Reads or creates `<dataDir>/postgres/place.json` (mode 600). The cluster lies beside it, or, when this process is root and
 * the data directory lies where the server's user cannot go (/root, a private temp directory), in /var/lib/tollgate under the
 * id of the note: deleting the data directory deletes the id, and with it the way to the old cluster.
 */
export async function openPlace(dataDirectory: string): Promise<Place> {
  const base = path.join(dataDirectory, 'postgres');
  mkdirSync(base, { recursive: true, mode: 0o700 });
  const file = path.join(base, 'place.json');
  let note = existsSync(file) ? noteSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const account = await serverAccount(path.join(note?.elsewhere ?? base, 'cluster'));
  const isReachable = !account || (await letIn(dataDirectory, base, account));
  if (!note) note = newNote(isReachable);
  if (!note.elsewhere && !isReachable) throw new BootError(unreachable(base));
  if (note.elsewhere && note.port !== 0 && !existsSync(note.elsewhere)) {
    throw new BootError(
      `The database of ${dataDirectory} was kept in ${note.elsewhere}, which is gone. Restore it, or delete ${base} to begin anew.`,
    );
  }
  const kept = note;
  const save = (port: number) => writePrivately(file, { ...kept, port });
  save(kept.port);
  const home = note.elsewhere ?? base;
  mkdirSync(home, { recursive: true });
  if (note.elsewhere) for (const directory of [SHARED_ROOT, home]) chmodSync(directory, 0o711);
  return {
    account,
    cluster: path.join(home, 'cluster'),
    copyRoot: account ? SHARED_ROOT : base,
    password: note.password,
    port: note.port,
    rememberPort: save,
  };
}

function newNote(isReachable: boolean): Note {
  const id = randomBytes(8).toString('hex');
  const password = randomBytes(24).toString('base64url');
  return { id, password, port: 0, ...(isReachable ? {} : { elsewhere: path.join(SHARED_ROOT, id) }) };
}

/** Opens our own two directories, and no others, for passage by the server's group. */
async function letIn(dataDirectory: string, base: string, account: Account): Promise<boolean> {
  if (!(await canEnter(path.dirname(dataDirectory), account))) return false;
  for (const directory of [dataDirectory, base]) {
    if (await canEnter(directory, account)) continue;
    const { uid, mode } = statSync(directory);
    chownSync(directory, uid, account.gid);
    chmodSync(directory, mode | 0o010);
  }
  return canEnter(base, account);
}

function writePrivately(file: string, note: Note): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(note), { mode: 0o600 });
  renameSync(partial, file);
}

function unreachable(base: string): string {
  return `The user that PostgreSQL runs as can no longer reach ${base}. Move the data directory back, or set DATABASE_URL.`;
}
