import { chownSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account';

/** Settings by name, as in postgresql.conf. */
export type ServerSettings = Record<string, string>;

const OURS: ServerSettings = {
  // Loopback with a password; no socket file, whose path may be too long for the system.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // One file for each day of the week, each overwritten a week later.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_size: '0',
};

/** Writes the whole of postgresql.conf: an upgrade's settings come into force at the next start. */
export function writeSettings(
  cluster: string,
  account: Account | undefined,
  port: number,
  extra: ServerSettings,
): void {
  const lines = Object.entries({ ...OURS, ...extra, port: String(port) }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  const file = path.join(cluster, 'postgresql.conf');
  writeFileSync(file, `# Written by Tollgate at each start.\n${lines.join('\n')}\n`, { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
}
