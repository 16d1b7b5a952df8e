import { readdirSync, readFileSync } from 'node:fs';

export interface Sample {
  /** Since the start of the watch. */
  atMs: number;
  rssMb: number;
  /** Open file descriptors: sockets, files, pipes. */
  handles: number;
}

/** Samples a process every `everyMs` until stopped (Linux). A process that has ended gives no more samples. */
export function watchProcess(pid: number, everyMs: number): { samples: Sample[]; stop(): void } {
  const samples: Sample[] = [];
  const started = performance.now();
  const timer = setInterval(() => {
    try {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      const handles = readdirSync(`/proc/${pid}/fd`).length;
      samples.push({ atMs: performance.now() - started, rssMb: Number(kilobytes) / 1024, handles });
    } catch {
      clearInterval(timer);
    }
  }, everyMs);
  return { samples, stop: () => clearInterval(timer) };
}
