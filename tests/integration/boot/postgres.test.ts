import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { openPostgres, type EmbeddedPostgres } from '@/lib/boot/postgres/open';
import { removeData } from '../../support/start-tollgate';

let directory = '';
let server: EmbeddedPostgres | undefined;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-pg-'));
});
afterEach(async () => {
  await server?.stop();
  removeData(directory);
});

async function open(dataDirectory = directory): Promise<EmbeddedPostgres> {
  server = await openPostgres(dataDirectory, { fsync: 'off' });
  return server;
}

const query = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows);
const postmaster = (cluster: string) =>
  Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded PostgreSQL', () => {
  it('speaks UTF-8 and UTC, asks for its password, listens on loopback only', async () => {
    const { url } = await open();
    const settings = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
         current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets`,
    );
    expect(settings).toEqual([{ encoding: 'UTF8', zone: 'UTC', addresses: '127.0.0.1', sockets: '' }]);
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(path.join(directory, 'postgres', 'place.json')).mode & 0o077).toBe(0);
  });

  it('keeps its data and its port over a restart', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    expect(existsSync(path.join(first.cluster, 'postmaster.pid'))).toBe(false);
    const second = await open();
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(second.url).toBe(first.url);
    expect(second.adopted).toBe(false);
  });

  it('gives way to gateways, with each of its connections', async () => {
    const { url, cluster, giveWay } = await open();
    expect(getPriority(postmaster(cluster))).toBe(getPriority());
    giveWay();
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const pids = [postmaster(cluster), rows[0]?.pid ?? 0];
      await vi.waitFor(() => expect(pids.map((pid) => getPriority(pid))).toEqual([10, 10]), 5_000);
      // Of a session, where the system weighs sessions against each other.
      const sessions = pids.map((pid) => `/proc/${pid}/autogroup`).filter(existsSync);
      await vi.waitFor(() => {
        for (const session of sessions) expect(readFileSync(session, 'utf8')).toMatch(/ nice 10\n$/);
      }, 5_000);
    });
  });

  it('is adopted when its supervisor was killed and left it running', async () => {
    const first = await open();
    const pid = postmaster(first.cluster);
    const second = await open();
    expect(second.adopted).toBe(true);
    expect(postmaster(second.cluster)).toBe(pid);
    await second.stop();
    expect(existsSync(path.join(second.cluster, 'postmaster.pid'))).toBe(false);
    await expect(query(second.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('starts again after it was killed itself, though its pid file names another live process', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(postmaster(first.cluster), 'SIGKILL');
    await vi.waitFor(() => expect(first.revive()).resolves.toBe(true), { timeout: 20_000 });
    expect(await query(first.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await first.stop();
    writeFileSync(
      path.join(first.cluster, 'postmaster.pid'),
      `${process.pid}\n${first.cluster}\n1\n${first.port}\n`,
    );
    const second = await open();
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('takes another port when its own is taken', async () => {
    const first = await open();
    await first.stop();
    const blocker = (await import('node:http')).createServer();
    await new Promise<void>((resolve) => blocker.listen(first.port, '127.0.0.1', resolve));
    try {
      const second = await open();
      expect(second.port).not.toBe(first.port);
    } finally {
      blocker.close();
    }
  });

  it('works below a directory that only its owner can enter, and is empty once the data directory was deleted', async () => {
    const closed = path.join(directory, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const data = path.join(closed, 'data');
    const first = await open(data);
    await query(first.url, 'CREATE TABLE old AS SELECT 1');
    await first.stop();
    const isRoot = process.getuid?.() === 0;
    expect(first.cluster.startsWith(isRoot ? '/var/lib/tollgate/' : data)).toBe(true);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    const again = await open(data);
    expect(await query(again.url, 'TABLE old')).toHaveLength(1);
    await again.stop();
    removeData(data);
    const fresh = await open(data);
    await expect(query(fresh.url, 'TABLE old')).rejects.toThrow(/does not exist/);
    await fresh.stop();
    removeData(data);
  });

  it('says what is missing when the cluster that was kept elsewhere is gone', async () => {
    const closed = path.join(directory, 'closed');
    mkdirSync(path.join(closed, 'postgres'), { recursive: true, mode: 0o700 });
    const note = { id: 'x', password: 'y', port: 5, elsewhere: '/var/lib/tollgate/no-such-place' };
    writeFileSync(path.join(closed, 'postgres', 'place.json'), JSON.stringify(note));
    await expect(openPostgres(closed)).rejects.toThrow(/no-such-place, which is gone/);
  });
});
