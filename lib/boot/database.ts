import { BootError } from './boot-error';
import { errorCode } from './error-code';
import { withClient } from './postgres/connect';

const OLDEST_VERSION = 150_000;

/** Throws {@link BootError} with one line, without the password, unless a PostgreSQL >= 15 answers at the address. */
export async function checkDatabase(url: string): Promise<void> {
  const { version, text } = await ask(url);
  if (version < OLDEST_VERSION)
    throw new BootError(`Tollgate needs PostgreSQL 15 or newer; DATABASE_URL leads to ${text}.`);
}

async function ask(url: string): Promise<{ version: number; text: string }> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ version: number; text: string }>(
        `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text`,
      );
      return rows[0] ?? { version: 0, text: 'a server of unknown version' };
    });
  } catch (error) {
    throw new BootError(`The database ${nameOf(url)} cannot be reached: ${reason(error)}.`);
  }
}

/** Host, port and database only: an address may carry its password in more than one place. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return 'of DATABASE_URL';
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
