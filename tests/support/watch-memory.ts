import { readFileSync } from 'node:fs';
import { childPids } from './child-pids';

const EVERY_MS = 500;

/** Resident memory of a process, MB; undefined once it is gone. Linux. */
function residentMb(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}

export interface Memory {
  /** At the beginning, and the most that was ever seen, MB, of all processes of a name together. */
  first: number;
  most: number;
}

/** Watches the memory of the product's processes by name, through their restarts, until it is asked for the figures. */
export function watchMemory(pid: number, names: readonly string[]): () => Record<string, Memory> {
  const seen: Record<string, Memory> = {};
  const look = () => {
    const children = childPids(pid);
    for (const name of names) {
      const sizes = (children[name] ?? []).map(residentMb).filter((size) => size !== undefined);
      if (sizes.length === 0) continue;
      const size = Math.round(sizes.reduce((sum, one) => sum + one, 0));
      const known = seen[name] ?? { first: size, most: size };
      seen[name] = { first: known.first, most: Math.max(known.most, size) };
    }
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return seen;
  };
}
