import { isDeepStrictEqual } from 'node:util';
import type { PriceRow } from '@/lib/pricing/price-row';
import type { Entry } from './parse-entries';
import type { ConfigProblem } from './problem';

const ADVICE =
  'end it (effectiveTo) or add a row that supersedes it (a new id, from a later moment or of higher priority)';

/**
 * A price that requests were already billed by is part of the books. Such a row must stay as it is; only its end may
 * move, and only within the future.
 */
export function checkPriceHistory(
  published: readonly PriceRow[],
  proposed: readonly Entry<PriceRow>[],
  nowMs: number,
): ConfigProblem[] {
  const byId = new Map(proposed.map((entry) => [entry.value.id, entry]));
  return published
    .filter((row) => isEffective(row, nowMs))
    .flatMap((row) => {
      const entry = byId.get(row.id);
      if (entry === undefined)
        return [
          { path: 'prices', message: `the price "${row.id}" is in effect and may not be removed: ${ADVICE}` },
        ];
      return rowProblems(row, entry, nowMs);
    });
}

/** Whether requests may have been billed by this row. */
export function isEffective(row: PriceRow, nowMs: number): boolean {
  return Date.parse(row.effectiveFrom) <= nowMs;
}

/** Whether the end of a row may still be set: there is none yet, or it lies ahead. */
export function endIsOpen(effectiveTo: string | undefined, nowMs: number): boolean {
  return effectiveTo === undefined || Date.parse(effectiveTo) >= nowMs;
}

function rowProblems(row: PriceRow, { index, value }: Entry<PriceRow>, nowMs: number): ConfigProblem[] {
  const { effectiveTo: oldEnd, ...before } = row;
  const { effectiveTo: newEnd, ...after } = value;
  const problems: ConfigProblem[] = [];
  if (!isDeepStrictEqual(before, after))
    problems.push({
      path: `prices[${index}]`,
      message: `the price "${row.id}" is in effect and may not be changed in place: ${ADVICE}`,
    });
  if (oldEnd !== newEnd && !(endIsOpen(oldEnd, nowMs) && endIsOpen(newEnd, nowMs)))
    problems.push({
      path: `prices[${index}].effectiveTo`,
      message:
        'may only move within the future: requests were already billed by what was in effect until now',
    });
  return problems;
}
