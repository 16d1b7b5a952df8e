import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import {
  BASES,
  type Basis,
  type BasisSum,
  type BookedAttempt,
  type DaySum,
  type Difference,
  type IdentifiedEntry,
  type ProviderEntry,
  type Reconciliation,
} from './schemas';

/** Booked cost; what is not known adds nothing to a sum. */
const booked = ({ costUsd }: BookedAttempt): Pico => parseUsd(costUsd ?? '0');
const sum = <T>(of: readonly T[], amount: (one: T) => Pico): Pico =>
  of.reduce((total, one) => total + amount(one), 0n);
const billed = (entry: ProviderEntry): Pico => parseUsd(entry.costUsd);
const isUncertain = ({ basis }: BookedAttempt) => basis === 'estimated' || basis === 'orphan';

interface Group {
  day: string;
  model: string;
  entries: ProviderEntry[];
  attempts: BookedAttempt[];
}

interface Match {
  entry: IdentifiedEntry;
  attempt: BookedAttempt;
}

/**
 * A provider's own ledger against the books: by id where it has one, else by day and model. Exact; order of the arguments
 * does not matter.
 */
export function compare(
  ledger: readonly ProviderEntry[],
  attempts: readonly BookedAttempt[],
): Reconciliation {
  const { entries, sums, repeated } = once(ledger);
  const { matches, missing, unbilled } = match(entries, attempts);
  const all = [...entries, ...sums];
  const [billedSum, bookedSum] = [sum(all, billed), sum(attempts, booked)];
  const days = daySums(all, attempts, matches);
  const invoiced = new Set(sums.map(groupKey));
  return {
    entries: all.length,
    elsewhere: 0,
    attempts: attempts.length,
    billedUsd: formatPico(billedSum),
    bookedUsd: formatPico(bookedSum),
    deltaUsd: formatPico(bookedSum - billedSum),
    uncertainUsd: formatPico(sum(attempts.filter(isUncertain), booked)),
    missing,
    repeated,
    differences: matches.flatMap(({ entry, attempt }) => differenceOf(entry, attempt) ?? []),
    unbilled: unbilled.filter(
      (attempt) => attempt.basis === 'reported' && booked(attempt) !== 0n && !invoiced.has(groupKey(attempt)),
    ),
    offDays: days.filter((day) => invoiced.has(groupKey(day)) && isOff(day)),
    bases: BASES.map((basis) => basisSum(basis, matches, unbilled)),
    days,
  };
}

const groupKey = ({ day, model }: { day: string; model: string }) => `${day} ${model}`;

function isOff({ deltaUsd, uncertainUsd }: DaySum): boolean {
  const delta = parseUsd(deltaUsd);
  return (delta < 0n ? -delta : delta) > parseUsd(uncertainUsd);
}

/** Entries with an id, each once, and the lines that sum a day of a model. */
function once(ledger: readonly ProviderEntry[]) {
  const byId = new Map<string, IdentifiedEntry>();
  const sums: ProviderEntry[] = [];
  const repeated = new Set<string>();
  for (const entry of ledger) {
    const { id } = entry;
    if (id === undefined) sums.push(entry);
    else if (byId.has(id)) repeated.add(id);
    else byId.set(id, { ...entry, id });
  }
  return { entries: [...byId.values()], sums, repeated: [...repeated] };
}

function match(entries: readonly IdentifiedEntry[], attempts: readonly BookedAttempt[]) {
  const known = new Map<string, BookedAttempt>();
  for (const attempt of attempts)
    if (attempt.providerRequestId !== null) known.set(attempt.providerRequestId, attempt);
  for (const attempt of attempts) known.set(attempt.id, attempt);
  const matches: Match[] = [];
  const missing: IdentifiedEntry[] = [];
  const left = new Set(attempts);
  for (const entry of entries) {
    const attempt = known.get(entry.id);
    // Two entries of different ids for one attempt: the second was not asked for.
    if (attempt !== undefined && left.delete(attempt)) matches.push({ entry, attempt });
    else missing.push(entry);
  }
  return { matches, missing, unbilled: [...left] };
}

function isEqual({ entry, attempt }: Match): boolean {
  return attempt.costUsd !== null && booked(attempt) === billed(entry);
}

function differenceOf(entry: IdentifiedEntry, attempt: BookedAttempt): Difference | undefined {
  if (isEqual({ entry, attempt })) return undefined;
  const { id, model, day, costUsd } = entry;
  return {
    id,
    model,
    day,
    basis: attempt.basis,
    billedUsd: costUsd,
    bookedUsd: attempt.costUsd,
    deltaUsd: formatPico(booked(attempt) - billed(entry)),
  };
}

function basisSum(basis: Basis, matches: readonly Match[], unbilled: readonly BookedAttempt[]): BasisSum {
  const of = matches.filter(({ attempt }) => attempt.basis === basis);
  const alone = unbilled.filter((attempt) => attempt.basis === basis);
  return {
    basis,
    matched: of.length,
    equal: of.filter(isEqual).length,
    billedUsd: formatPico(sum(of, ({ entry }) => billed(entry))),
    bookedUsd: formatPico(sum(of, ({ attempt }) => booked(attempt))),
    unbilled: alone.length,
    unbilledUsd: formatPico(sum(alone, booked)),
  };
}

/** An attempt is summed under the day and the model that the provider's entry of it names. */
function daySums(
  entries: readonly ProviderEntry[],
  attempts: readonly BookedAttempt[],
  matches: readonly Match[],
): DaySum[] {
  const entryOf = new Map(matches.map(({ entry, attempt }) => [attempt, entry]));
  const groups = new Map<string, Group>();
  const groupOf = ({ day, model }: { day: string; model: string }) => {
    const key = groupKey({ day, model });
    const group = groups.get(key) ?? { day, model, entries: [], attempts: [] };
    groups.set(key, group);
    return group;
  };
  for (const entry of entries) groupOf(entry).entries.push(entry);
  for (const attempt of attempts) groupOf(entryOf.get(attempt) ?? attempt).attempts.push(attempt);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => daySum(group));
}

function daySum({ day, model, entries, attempts }: Group): DaySum {
  const [billedSum, bookedSum] = [sum(entries, billed), sum(attempts, booked)];
  return {
    day,
    model,
    entries: entries.length,
    attempts: attempts.length,
    billedUsd: formatPico(billedSum),
    bookedUsd: formatPico(bookedSum),
    deltaUsd: formatPico(bookedSum - billedSum),
    uncertainUsd: formatPico(sum(attempts.filter(isUncertain), booked)),
  };
}

/** Whatever the provider billed is on the books, and what it reported in full agrees to the last digit. */
export function isReconciled(result: Reconciliation): boolean {
  const { missing, repeated, unbilled, offDays, differences } = result;
  const certain = differences.filter(({ basis }) => basis === 'reported');
  return [missing, repeated, unbilled, offDays, certain].every((found) => found.length === 0);
}
