import type { CallOutcome } from './breaker';

const SLICES = 10;

interface Totals {
  calls: number;
  failures: number;
  slow: number;
}

interface Slice extends Totals {
  /** Number of the slice since the clock's zero; tells whether what it holds is still of this round. */
  at: number;
}

/** Counts of the calls of the last so many ms, in ten slices: adding and asking cost the same however many there were. */
export class RateWindow {
  private readonly sliceMs: number;
  private readonly slices: Slice[] = [];

  constructor(windowMs: number) {
    this.sliceMs = windowMs / SLICES;
    this.clear();
  }

  clear(): void {
    this.slices.length = 0;
    for (let n = 0; n < SLICES; n += 1) this.slices.push({ at: -1, calls: 0, failures: 0, slow: 0 });
  }

  add(nowMs: number, outcome: CallOutcome): void {
    const at = Math.floor(nowMs / this.sliceMs);
    const slice = this.slices[at % SLICES];
    if (slice === undefined) return;
    if (slice.at !== at) Object.assign(slice, { at, calls: 0, failures: 0, slow: 0 });
    slice.calls += 1;
    if (outcome === 'failure') slice.failures += 1;
    else if (outcome === 'slow') slice.slow += 1;
  }

  totals(nowMs: number): Totals {
    const oldest = Math.floor(nowMs / this.sliceMs) - SLICES + 1;
    const sum: Totals = { calls: 0, failures: 0, slow: 0 };
    for (const slice of this.slices) {
      if (slice.at < oldest) continue;
      sum.calls += slice.calls;
      sum.failures += slice.failures;
      sum.slow += slice.slow;
    }
    return sum;
  }
}
