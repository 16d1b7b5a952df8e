/** Answers that are an HTTP error status; nothing is billed. */
export const STATUS_FAULTS = [
  '400',
  '400_context_length',
  '401',
  '402',
  '403',
  '404',
  '408',
  '409',
  '413',
  '422',
  /** With `retry-after` in seconds, as an HTTP date, and without. */
  '429',
  '429_date',
  '429_bare',
  '429_quota',
  '500',
  '502',
  '503',
  '504',
  '529',
] as const;

/** Nothing usable comes and nothing is billed. */
export const DEAD_FAULTS = [
  /** TCP reset before headers; `refuse` is the same, as a listening server cannot refuse. */
  'reset',
  'refuse',
  /** Neither headers nor end, until the client leaves or `ms` have passed. */
  'hang',
  /** 502 with an HTML page. */
  'html',
  /** 200 with a JSON body that is an error. */
  'json_error',
  /** Stream: 200, then an error object before any content. Not streamed: as `json_error`. */
  'error_before_content',
] as const;

/** The answer is generated, wholly or up to the fault, and billed so. */
export const BROKEN_FAULTS = [
  /** Waits `ms` (default 30000) with headers sent. */
  'slow_first_content',
  /** After `after` content events: silence until the client leaves or `ms` have passed, then a reset. */
  'stall',
  /** After `after` content events: TCP reset. */
  'reset_mid',
  /** After `after` content events: an error object, then the end without a terminal event. */
  'error_after_content',
  'wrong_content_type',
  /** The stream ends without `[DONE]`, or `message_stop`. */
  'missing_done',
  'missing_usage',
  'usage_every_chunk',
  /** Bytes come in pieces of 1 to 7, so that events and characters are cut. */
  'split',
  /** Content without end. */
  'endless',
  /** The connection ends before the promised number of bytes. */
  'wrong_content_length',
] as const;

export const FAULT_KINDS = [...STATUS_FAULTS, ...DEAD_FAULTS, ...BROKEN_FAULTS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type StatusFault = (typeof STATUS_FAULTS)[number];

/** Named mixes, usable wherever a kind is. None of `pre_content` bills. */
export const FAULT_MIXES: Record<string, readonly FaultKind[]> = {
  pre_content: ['429', '500', '503', '529', 'reset', 'error_before_content', 'html'],
};

export interface Fault {
  kind: FaultKind;
  /** Content events before it strikes. */
  after: number;
  /** How long it waits, milliseconds; absent: the kind's default. */
  waitMs?: number;
  /** Seconds in `retry-after`. */
  retryAfterS: number;
}

const known = new Set<string>(FAULT_KINDS);

/** Is this the name of a kind? */
export function isFaultKind(name: string): name is FaultKind {
  return known.has(name);
}

export function isStatusFault(kind: FaultKind): kind is StatusFault {
  return (STATUS_FAULTS as readonly string[]).includes(kind);
}
