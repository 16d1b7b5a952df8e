import type { Failure } from '@/lib/resilience/after-failure';

export type Phase = Extract<Failure, { kind: 'timeout' }>['phase'];

/** The clock of one attempt: a limit for the phase it is in, and one for the whole. Cheap to re-arm for each chunk. */
export class PhaseTimer {
  private timer: NodeJS.Timeout | undefined;
  private total: NodeJS.Timeout | undefined;
  private phase: Phase = 'headers';
  private limitMs = 0;

  constructor(private readonly onTimeout: (phase: Phase) => void) {}

  startTotal(limitMs: number): void {
    this.total = setTimeout(() => this.onTimeout('total'), limitMs);
  }

  enter(phase: Phase, limitMs: number): void {
    if (this.timer !== undefined && this.phase === phase && this.limitMs === limitMs) {
      this.timer.refresh();
      return;
    }
    clearTimeout(this.timer);
    this.phase = phase;
    this.limitMs = limitMs;
    this.timer = setTimeout(() => this.onTimeout(this.phase), limitMs);
  }

  /** While the client is the slow one, the provider is not to blame. */
  suspend(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.total);
  }
}
