import type { Pico } from '@/lib/pricing/money';

export interface CeilingState {
  /** What the request may cost over all its attempts, USD in units of 1e-12; absent: no limit. */
  ceiling: Pico | undefined;
  /** What the attempts so far have come to, those under way at what is held for them. */
  spent: Pico;
  /** The most that the next attempt may cost; undefined where its target has no price. */
  next: Pico | undefined;
  /** The least with which it is of any use. */
  least: Pico;
}

export type CeilingVerdict =
  | { kind: 'allowed' }
  /** Its output has to be cut to what is left. */
  | { kind: 'capped'; left: Pico }
  | { kind: 'refused'; reason: 'no_price' | 'too_dear'; left: Pico };

/** Whether another attempt fits under a request's own ceiling: whole, with less output, or not at all. */
export function checkCeiling({ ceiling, spent, next, least }: CeilingState): CeilingVerdict {
  if (ceiling === undefined) return { kind: 'allowed' };
  const left = ceiling > spent ? ceiling - spent : 0n;
  if (next === undefined) return { kind: 'refused', reason: 'no_price', left };
  if (next <= left) return { kind: 'allowed' };
  return least <= left && left > 0n
    ? { kind: 'capped', left }
    : { kind: 'refused', reason: 'too_dear', left };
}
