import { readdirSync, readFileSync } from 'node:fs';

/** Process ids of a supervisor's children by what they are (Linux). */
export function childPids(supervisor: number): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      const kind = /processes\/(\w+)/.exec(readFileSync(`/proc/${name}/cmdline`, 'utf8'))?.[1];
      if (Number(parent) === supervisor && kind !== undefined) (found[kind] ??= []).push(Number(name));
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}
