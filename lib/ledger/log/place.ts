import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

let cached: string | undefined;

/**
 * Eight hex digits that are equal for processes that see each other's pids: same host, same boot, same pid
 * namespace. Two containers over one volume differ, so that neither takes the other's pid for a dead one.
 */
export function place(): string {
  cached ??= createHash('sha256')
    .update([hostname(), readOr('', bootId), readOr('', pidNamespace)].join('\n'))
    .digest('hex')
    .slice(0, 8);
  return cached;
}

/** Linux only; elsewhere the host name has to do. */
const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
const pidNamespace = () => readlinkSync('/proc/self/ns/pid');

function readOr(fallback: string, read: () => string): string {
  try {
    return read();
  } catch {
    return fallback;
  }
}
