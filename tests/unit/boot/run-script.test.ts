import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runScript } from '@/lib/boot/run-script';

const refused = (code: string) => Object.assign(new Error(code), { code });
const never = () => Promise.resolve();

describe('the script of a migration', () => {
  it('waits three seconds for a lock, then lets traffic pass and tries again', async () => {
    const sent: string[] = [];
    const pauses: number[] = [];
    await runScript(
      (text) => {
        sent.push(text);
        return sent.length < 3 ? Promise.reject(refused('55P03')) : Promise.resolve();
      },
      'ALTER TABLE a ADD b INT;',
      (ms) => Promise.resolve(pauses.push(ms)),
    );
    expect(sent).toEqual(Array(3).fill('SET LOCAL lock_timeout = 3000;\nALTER TABLE a ADD b INT;'));
    expect(pauses).toEqual([2_000, 2_000]);
  });

  it('gives up in the end, and at once for any other reason', async () => {
    let tries = 0;
    const fail = (code: string) => () => {
      tries += 1;
      return Promise.reject(refused(code));
    };
    await expect(runScript(fail('55P03'), 'SELECT 1', never)).rejects.toThrow('55P03');
    expect(tries).toBe(40);
    tries = 0;
    await expect(runScript(fail('42601'), 'SELECT 1', never)).rejects.toThrow('42601');
    expect(tries).toBe(1);
  });

  it('goes as it is where it says that it runs outside of a transaction', async () => {
    const script = '-- Outside of a transaction\nCREATE INDEX CONCURRENTLY i ON a (b)';
    const sent: string[] = [];
    await runScript((text) => Promise.resolve(sent.push(text)), script, never);
    expect(sent).toEqual([script]);
  });
});

/** Large, or written all the time. Partitioned ones get an index of their own per partition (docs/scale.md). */
const BUSY = ['request', 'attempt', 'body', 'rollup_15m', 'rollup_day', 'ledger_segment'];
/** From here on migrations meet tables that are in use. */
const SINCE = '20261122111530';

it('no migration builds an index on a busy table while rows wait for it', () => {
  const names = readdirSync('prisma/migrations').filter((name) => name >= SINCE && !name.endsWith('.toml'));
  const blocking = names.filter((name) => {
    const sql = readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8');
    const indexed = [
      ...sql.matchAll(/CREATE (?:UNIQUE )?INDEX(?! CONCURRENTLY)[^;]*? ON (ONLY )?"?(\w+)"?/g),
    ];
    return indexed.some(([, only, table = '']) => only === undefined && BUSY.includes(table));
  });
  expect(blocking).toEqual([]);
});
