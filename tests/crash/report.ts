import { subtractUsd } from '@/lib/pricing/money';
import type { Audit } from './audit';
import type { Disasters } from './disasters';
import type { Traffic } from './traffic';

/** What is asserted: its name, what was seen, whether that is right. */
export interface Finding {
  name: string;
  seen: string;
  ok: boolean;
}

export interface Run {
  audit: Audit;
  disasters: Disasters;
  /** Of the stop under load. */
  stop: { code: number | null; ms: number; graceMs: number };
  secondReplay: string;
}

/**
 * Settled attempts are those whose usage the provider reported in full: each must equal the provider's entry of the same
 * id to the last digit. Attempts that were cut short (the client left, the stream broke, the process died) stand at a
 * count or an estimate; they are told apart, with what they are off.
 */
export function findings({ audit, disasters, stop, secondReplay }: Run): Finding[] {
  const { reconciliation: books } = audit;
  const settled = books.bases.find(({ basis }) => basis === 'reported');
  const differing = books.differences.filter(({ basis }) => basis === 'reported').length;
  const isEqual = differing === 0 && settled?.billedUsd === settled?.bookedUsd;
  const check = (name: string, seen: unknown, ok: boolean): Finding => ({ name, seen: String(seen), ok });
  return [
    check('ledger entries', books.entries, books.entries > 0),
    check('rows missing', books.missing.length, books.missing.length === 0),
    check('entries billed twice', books.repeated.length, books.repeated.length === 0),
    check(
      'delta USD',
      `${deltaOf(settled)} (${settled?.matched ?? 0} settled attempts, billed $${settled?.billedUsd ?? 0}, booked $${settled?.bookedUsd ?? 0}, ${differing} differ)`,
      isEqual && (settled?.matched ?? 0) > 0,
    ),
    check('booked as settled, never billed', books.unbilled.length, books.unbilled.length === 0),
    check(
      'orphans',
      `${audit.orphans} (${disasters.inFlightAtKills} were in flight at the kills)`,
      audit.orphans <= disasters.inFlightAtKills,
    ),
    check('reservations left', audit.reservations, audit.reservations === 0),
    check('rollups equal rows, requests equal attempts', audit.booksAreRight, audit.booksAreRight),
    check('dead letters', audit.deadLetters.length, audit.deadLetters.length === 0),
    check(
      'exit after SIGTERM under load',
      `${stop.code} after ${(stop.ms / 1000).toFixed(1)} s`,
      stop.code === 0 && stop.ms < stop.graceMs,
    ),
    check('second replay', secondReplay, / 0 requests, 0 attempts, 0 dead letters\.$/.test(secondReplay)),
  ];
}

function deltaOf(settled: { billedUsd: string; bookedUsd: string } | undefined): string {
  if (settled === undefined) return 'nothing settled';
  return subtractUsd(settled.bookedUsd, settled.billedUsd);
}

/** What is not asserted and worth knowing. */
export function* background({ audit, disasters }: Run, traffic: Traffic): Generator<string> {
  yield `killed: ${disasters.killed.join(', ')}; database away for ${(disasters.databaseAwayMs / 1000).toFixed(1)} s`;
  yield `clients saw: ${[...traffic.outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ')}`;
  for (const { basis, matched, billedUsd, bookedUsd, unbilled, unbilledUsd } of audit.reconciliation.bases)
    if (basis !== 'reported')
      yield `${basis}: ${matched} billed $${billedUsd}, booked $${bookedUsd}; ${unbilled} not billed, booked $${unbilledUsd}`;
  yield `all: billed $${audit.reconciliation.billedUsd}, booked $${audit.reconciliation.bookedUsd}, delta $${audit.reconciliation.deltaUsd}`;
  for (const letter of audit.deadLetters) yield `dead letter: ${letter}`;
  yield `budget counts $${audit.budgetLessBooksUsd} more than the books: held for attempts of unknown cost`;
}
