import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '@/lib/boot/boot-error';
import { run } from '@/lib/boot/run';
import type { Place } from './place';

export const SUPERUSER = 'tollgate';

/** Makes the cluster once: beside its place, then renamed, so that a start killed half-way leaves nothing half-made. */
export async function createCluster(place: Place, binaries: string): Promise<void> {
  if (existsSync(place.cluster)) return;
  const partial = `${place.cluster}.new`;
  const passwordFile = `${place.cluster}.password`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  if (place.account) {
    for (const file of [partial, passwordFile]) chownSync(file, place.account.uid, place.account.gid);
  }
  try {
    const { code, output } = await run(
      path.join(binaries, 'initdb'),
      [
        `--pgdata=${partial}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      place.account && { account: place.account },
    );
    if (code !== 0) throw new BootError(`PostgreSQL could not create its files: ${lastLine(output)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, place.cluster);
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
