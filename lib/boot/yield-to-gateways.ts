import { constants, setPriority } from 'node:os';

/**
 * Lets a process run only where no gateway wants the processor: rendering, ingestion and queries may wait, a token may
 * not. What the system refuses stays as it is: it is about time, not about right or wrong.
 */
export function yieldToGateways(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended, or belongs to somebody else.
  }
}
