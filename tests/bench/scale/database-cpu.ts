import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Linux counts in hundredths of a second. */
const TICK_MICROS = 10_000;

/** CPU of a PostgreSQL server so far, with its processes that have ended, microseconds; exact to some 10 ms a process. */
export function databaseCpuMicros(cluster: string): number {
  const postmaster = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // After the name, which may have spaces: state, parent …; 14 to 17 of proc(5) are own and reaped children's times.
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const [own = 0, system = 0, childOwn = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
      if (name === postmaster) ticks += own + system + childOwn + childSystem;
      else if (fields[1] === postmaster) ticks += own + system;
    } catch {
      // It ended while we looked; its parent has its time.
    }
  }
  return ticks * TICK_MICROS;
}
