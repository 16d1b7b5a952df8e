import type { Refusal } from './refusal';

/** How often something was refused again that got no line of its own. */
export interface Again extends Pick<Refusal, 'reason' | 'address' | 'caller' | 'tokenId'> {
  again: number;
}

/** Stands for all addresses beyond {@link RefusalTally.MAX_OPEN}. */
const OTHERS = 'others';

/**
 * Which refusals get a line, so that nobody can flood the log: for each address, caller and reason the first of a
 * minute, and at its end how many more there were. Time is an argument.
 */
export class RefusalTally {
  static readonly WINDOW_MS = 60_000;
  /** What is refused to more than so many in one minute is counted together, by reason. */
  static readonly MAX_OPEN = 500;

  /** Those of the last minute, the oldest first. */
  private readonly open = new Map<string, { sinceMs: number; again: Again }>();

  /** Whether this one gets a line. What is over is to be closed first. */
  admit({ reason, address, caller, tokenId }: Refusal, nowMs: number): boolean {
    const own = [reason, address, caller, tokenId].join(' ');
    const isOther = !this.open.has(own) && this.open.size >= RefusalTally.MAX_OPEN;
    const key = isOther ? `${reason} ${OTHERS}` : own;
    const known = this.open.get(key);
    if (known !== undefined) known.again.again += 1;
    else {
      const who = isOther ? { address: OTHERS } : { address, caller, tokenId };
      this.open.set(key, { sinceMs: nowMs, again: { reason, ...who, again: 0 } });
    }
    return known === undefined;
  }

  /** Forgets those whose minute is over, and tells of the ones that came again. */
  close(nowMs: number): Again[] {
    const over: Again[] = [];
    for (const [key, { sinceMs, again }] of this.open) {
      if (nowMs - sinceMs < RefusalTally.WINDOW_MS) break;
      this.open.delete(key);
      if (again.again > 0) over.push(again);
    }
    return over;
  }

  get isEmpty(): boolean {
    return this.open.size === 0;
  }
}
