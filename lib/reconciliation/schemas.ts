import { z } from 'zod';
import { sentDay } from '@/lib/config/check/sent-day';
import { isStorable } from '@/lib/config/check/unstorable-text';
import { isUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

/** Exact: a number would have lost digits before anybody could look. */
const usd = z.string({ error: 'must be a decimal as text, such as "0.0125"' }).refine(isUsd, {
  error: 'must be a plain decimal, such as 0.0125',
});
/** JSON within a file may write characters that no database keeps. */
const text = z.string().min(1).max(300).refine(isStorable, 'holds a character that is no text');
const tokens = z.int().min(0).optional();

/** One line of a provider's own ledger or usage file. */
export const providerEntrySchema = z.strictObject({
  /**
   * What both sides know it by: our `x-client-request-id` (`REQUEST.ATTEMPT`), or the provider's own request id. Absent
   * on a line that sums a day of a model, as invoices do.
   */
  id: text.optional(),
  model: text,
  /** UTC day, `YYYY-MM-DD`. */
  day: sentDay,
  inputTokens: tokens,
  outputTokens: tokens,
  costUsd: usd,
});
export type ProviderEntry = z.infer<typeof providerEntrySchema>;
export type IdentifiedEntry = ProviderEntry & { id: string };

/**
 * What the cost of an attempt on the books rests on. `reported`: usage that the provider gave in full. `estimated`: counted
 * here, in whole or in part. `orphan`: its process died, so it stands at its estimate. `unknown`: nobody knows, no cost is booked.
 */
export const BASES = ['reported', 'estimated', 'orphan', 'unknown'] as const;
export type Basis = (typeof BASES)[number];

/** An attempt as the books have it. */
export interface BookedAttempt {
  /** `REQUEST.ATTEMPT`. */
  id: string;
  providerRequestId: string | null;
  /** Provider-side name. */
  model: string;
  /** UTC day of the attempt. */
  day: string;
  basis: Basis;
  /** Null when it is not known. */
  costUsd: UsdString | null;
}

/** An entry and the attempt of the same id whose amounts are not equal to the last digit. */
export interface Difference {
  id: string;
  model: string;
  day: string;
  basis: Basis;
  billedUsd: UsdString;
  bookedUsd: UsdString | null;
  /** Booked less billed; what is not known counts as nothing. */
  deltaUsd: UsdString;
}

/** Attempts on one basis against what the provider billed for them. */
export interface BasisSum {
  basis: Basis;
  /** Attempts that the provider's ledger has too. */
  matched: number;
  /** Of these, equal to the last digit. */
  equal: number;
  billedUsd: UsdString;
  bookedUsd: UsdString;
  /** Attempts that the provider's ledger does not have, and their booked cost. */
  unbilled: number;
  unbilledUsd: UsdString;
}

/** One UTC day and model of the provider. */
export interface DaySum {
  day: string;
  model: string;
  entries: number;
  attempts: number;
  billedUsd: UsdString;
  bookedUsd: UsdString;
  deltaUsd: UsdString;
  /** Part of what is booked that no provider reported: the error bar. */
  uncertainUsd: UsdString;
}

export interface Reconciliation {
  entries: number;
  /** Of these, lines of a workspace that was not looked at; in no sum. */
  elsewhere: number;
  attempts: number;
  billedUsd: UsdString;
  bookedUsd: UsdString;
  deltaUsd: UsdString;
  uncertainUsd: UsdString;
  /** Billed, and not on the books. */
  missing: IdentifiedEntry[];
  /** Ids that the provider's ledger has more than once: all but the first are in no sum. */
  repeated: string[];
  differences: Difference[];
  /** Booked with a cost on the provider's own report, and not in its ledger. */
  unbilled: BookedAttempt[];
  /** Days and models of an invoice, without ids, that differ by more than the error bar. */
  offDays: DaySum[];
  bases: BasisSum[];
  days: DaySum[];
}
