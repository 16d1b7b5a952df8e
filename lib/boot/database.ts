import { BootError } from './boot-error';
import { errorCode } from './error-code';
import { withClient } from './postgres/connect';

const OLDEST_VERSION = 150_000;

/**
 * Throws {@link BootError} with one line, without the password, unless a PostgreSQL >= 15 answers at the address, and at
 * `directUrl` too. A pooler before it needs that second address: who listens, or holds a lock, would otherwise do so on
 * a session that belongs to everybody.
 */
export async function checkDatabase(url: string, directUrl?: string): Promise<void> {
  const { version, text, isPooled } = await ask(url, 'DATABASE_URL');
  if (version < OLDEST_VERSION)
    throw new BootError(`Tollgate needs PostgreSQL 15 or newer; DATABASE_URL leads to ${text}.`);
  if (directUrl !== undefined) await ask(directUrl, 'DATABASE_DIRECT_URL');
  else if (isPooled)
    throw new BootError(
      'DATABASE_URL leads through a pooler: set DATABASE_DIRECT_URL to the server itself, or to the same address if the pooler gives each client a session of its own.',
    );
}

interface Answer {
  version: number;
  text: string;
  isPooled: boolean;
}

/** The process that the other end claimed to be when it greeted us: a pooler has to make one up. */
function toldPid(client: object): unknown {
  return 'processID' in client ? client.processID : undefined;
}

async function ask(url: string, setting: string): Promise<Answer> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ version: number; text: string; pid: number }>(
        `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text,
           pg_backend_pid() AS pid`,
      );
      const { pid, ...server } = rows[0] ?? {
        version: 0,
        text: 'a server of unknown version',
        pid: undefined,
      };
      return { ...server, isPooled: pid !== toldPid(client) };
    });
  } catch (error) {
    throw new BootError(`The database ${nameOf(url, setting)} cannot be reached: ${reason(error)}.`);
  }
}

/** Host, port and database only: an address may carry its password in more than one place. */
function nameOf(url: string, setting: string): string {
  if (!URL.canParse(url)) return `of ${setting}`;
  const { host, pathname } = new URL(url);
  return `${pathname.slice(1)} at ${host}`;
}

function reason(error: unknown): string {
  const code = errorCode(error);
  // SQLSTATE class 28 and 3D: refused by the server, whose words name the user or the database only.
  if (error instanceof Error && code !== undefined && /^(28|3D|53|57)/.test(code)) return error.message;
  if (code !== undefined) return code;
  return error instanceof Error && /timeout/i.test(error.message)
    ? 'no answer within 5 seconds'
    : 'wrong address';
}
