import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/lib/boot/migrate';
import { openPlace } from '@/lib/boot/postgres/place';
import { openPostgres, type EmbeddedPostgres } from '@/lib/boot/postgres/open';

export interface Pair {
  primary: EmbeddedPostgres;
  replica: EmbeddedPostgres;
  remove(): Promise<void>;
}

/** A migrated PostgreSQL and a streaming replica of it, both real: the second begins as a copy of the first at rest. */
export async function startPair(): Promise<Pair> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-pair-'));
  const [first, second] = [path.join(directory, 'primary'), path.join(directory, 'replica')];
  const seed = await openPostgres(first, { fsync: 'off' });
  await migrate(seed.url);
  await seed.stop();
  const primary = await openPostgres(first, { fsync: 'off' });
  const { username, password } = new URL(primary.url);
  await primary.stop();
  await copyCluster(primary.cluster, first, second);
  await primary.revive();
  const conninfo = `host=127.0.0.1 port=${primary.port} user=${username} password=${decodeURIComponent(password)}`;
  const replica = await openPostgres(second, { fsync: 'off', primary_conninfo: conninfo });
  return {
    primary,
    replica,
    remove: async () => {
      await replica.stop();
      await primary.stop();
      for (const path of [directory, primary.cluster, replica.cluster])
        rmSync(path, { recursive: true, force: true });
    },
  };
}

/** With the password that its roles have. */
async function copyCluster(cluster: string, from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  const place = await openPlace(to);
  const note = path.join('postgres', 'place.json');
  const { password } = JSON.parse(readFileSync(path.join(from, note), 'utf8')) as { password: string };
  const own = JSON.parse(readFileSync(path.join(to, note), 'utf8')) as object;
  writeFileSync(path.join(to, note), JSON.stringify({ ...own, password }));
  if (existsSync(place.cluster)) throw new Error('there is a cluster already');
  execFileSync('cp', ['-a', cluster, place.cluster]);
  rmSync(path.join(place.cluster, 'postmaster.pid'), { force: true });
  writeFileSync(path.join(place.cluster, 'standby.signal'), '');
}
