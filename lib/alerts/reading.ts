import type { Alert } from '@/lib/config/alert-schemas';
import type pg from 'pg';

/** What an alert's condition is at now, for one subject. */
export interface Reading {
  /** What it is about: a budget, a provider, a key; `all` where there is only one. */
  subject: string;
  /** Whose it is, for who sees only their teams; absent: the whole workspace's. */
  team?: string;
  /** Undefined: nothing is known, such as an error rate without requests. */
  value: number | undefined;
  threshold: number;
  side: 'above' | 'below';
  /** In words, with both numbers. */
  summary: string;
}

/** What readings are taken from. */
export interface Sources {
  client: Pick<pg.ClientBase, 'query'>;
  nowMs: number;
  /** Bytes of the local log that are not on the books yet. */
  backlogBytes: () => Promise<number>;
}

/** A rule whose condition is of one kind. */
export type RuleOf<K extends Alert['when']['kind']> = Omit<Alert, 'when'> & {
  when: Extract<Alert['when'], { kind: K }>;
};

export type Take<K extends Alert['when']['kind']> = (rule: RuleOf<K>, sources: Sources) => Promise<Reading[]>;

const MINUTE_MS = 60_000;

/** Start of the span that a rule looks at, ISO text. */
export function windowStart(rule: Pick<Alert, 'windowMinutes'>, nowMs: number): string {
  return new Date(nowMs - rule.windowMinutes * MINUTE_MS).toISOString();
}

export const figure = (value: number): string =>
  new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 }).format(value);
