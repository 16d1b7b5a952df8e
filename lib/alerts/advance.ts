/** `resolved` is `ok` with a past: it fired before. */
export type Phase = 'ok' | 'pending' | 'firing' | 'resolved';

/** A reading against its threshold. `near`: not over it, and not far enough away to be over with it. */
export type Verdict = 'over' | 'near' | 'clear' | 'unknown';

export interface Condition {
  phase: Phase;
  /** When it entered the phase, epoch ms. */
  sinceMs: number;
  /** Somebody was told that it fires. */
  announced: boolean;
}

export interface Step {
  verdict: Verdict;
  nowMs: number;
  /** How long it must be over before it fires, ms. */
  forMs: number;
  muted: boolean;
}

export type EventKind = 'fired' | 'still_firing' | 'resolved';

export interface Advanced {
  condition: Condition;
  /** For the history. */
  event?: EventKind;
  /** Whether the channels are told of the event. */
  announce: boolean;
}

export const NEW_CONDITION: Condition = { phase: 'ok', sinceMs: 0, announced: false };

/**
 * One look at the condition of an alert. Pure. What fires while muted is told when the mute ends and it still fires; an
 * end is told to those who heard of the beginning. No reading is no recovery: what fires goes on.
 */
export function advance(condition: Condition, { verdict, nowMs, forMs, muted }: Step): Advanced {
  switch (condition.phase) {
    case 'ok':
    case 'resolved':
      if (verdict !== 'over') return { condition, announce: false };
      return forMs > 0 ? quietly('pending', nowMs) : fire(nowMs, muted);
    case 'pending':
      if (verdict !== 'over') return quietly('ok', nowMs);
      return nowMs - condition.sinceMs >= forMs ? fire(nowMs, muted) : { condition, announce: false };
    case 'firing':
      if (verdict === 'clear')
        return { ...quietly('resolved', nowMs), event: 'resolved', announce: condition.announced && !muted };
      if (condition.announced || muted) return { condition, announce: false };
      return { condition: { ...condition, announced: true }, event: 'still_firing', announce: true };
    default:
      return condition.phase satisfies never;
  }
}

function quietly(phase: Phase, sinceMs: number): Advanced {
  return { condition: { phase, sinceMs, announced: false }, announce: false };
}

function fire(nowMs: number, muted: boolean): Advanced {
  const condition: Condition = { phase: 'firing', sinceMs: nowMs, announced: !muted };
  return { condition, event: 'fired', announce: !muted };
}
