import { isDeepStrictEqual } from 'node:util';
import { msg } from '@/lib/i18n/msg';
import type { PriceRow } from '../price-row';
import { conditionKey } from './condition-key';

/**
 * One difference between a price book and a list of prices. `key` names it the same in each preview of the same list.
 * `conflict`: the list says otherwise than an admin's row, which wins, so nothing is proposed.
 */
export type ImportEntry = { key: string; sentence: string } & (
  | { kind: 'added'; row: PriceRow }
  /** `before` ends where `row` begins; `replaces`: it had not begun, so it goes. */
  | { kind: 'changed'; row: PriceRow; before: PriceRow; replaces: boolean }
  | { kind: 'ended'; before: PriceRow; endsAt: string }
  | { kind: 'unchanged'; before: PriceRow }
  | { kind: 'conflict'; row: PriceRow; before: PriceRow }
);

export interface ProposalContext {
  /** Rows before `@`: `catalogue:@pydantic/genai-prices`, `file:list.csv`. Only rows of this family are ended. */
  family: string;
  /** Epoch ms; what changes from now on changes from here. */
  nowMs: number;
}

/** Rows that an admin set: nothing imported overrules them. */
export function isAdminRow(row: PriceRow): boolean {
  return row.priority > 0 || row.source.startsWith('admin:');
}

/** `catalogue:NAME@VERSION` without its version, so that a newer release is the same family. */
export function familyOf(source: string): string {
  const at = source.lastIndexOf('@');
  return source.startsWith('catalogue:') && at > 'catalogue:@'.length ? source.slice(0, at) : source;
}

/**
 * What importing `list` would change in `present`. History stays: a row in force is ended and followed, from now or from
 * when the new price begins, whichever is later. A price where there was none holds from its own beginning. Pure.
 */
export function proposeImport(
  present: readonly PriceRow[],
  list: readonly PriceRow[],
  context: ProposalContext,
): ImportEntry[] {
  const bySeries = new Map<string, PriceRow[]>();
  for (const row of present) bySeries.set(seriesOf(row), [...(bySeries.get(seriesOf(row)) ?? []), row]);
  const entries = list.map((row) => compare(row, bySeries.get(seriesOf(row)) ?? [], context));
  return [...entries, ...endings(present, list, context)];
}

function compare(row: PriceRow, rows: readonly PriceRow[], { nowMs }: ProposalContext): ImportEntry {
  const what = describe(row);
  const same = rows.find((one) => sameTerms(one, row));
  if (same !== undefined)
    return {
      kind: 'unchanged',
      key: `= ${same.id}`,
      before: same,
      sentence: msg(`${what} stays ${price(row)}.`),
    };
  const admin = rows.find((one) => isAdminRow(one) && overlaps(one, row));
  if (admin !== undefined)
    return {
      kind: 'conflict',
      key: `! ${nameOf(row)}`,
      row,
      before: admin,
      sentence: msg(`${what} would be ${price(row)}; an admin set ${price(admin)}, which stays.`),
    };
  if (endOf(row) <= nowMs && rows.some((one) => overlaps(one, row))) return past(row, rows, what);
  const before = rows.find((one) => overlaps(one, row) && endOf(one) > nowMs);
  if (before === undefined) return addition(row, rows, what);
  if (samePrice(before, row) && startOf(before) <= nowMs && startOf(row) <= nowMs)
    return endOf(row) < endOf(before)
      ? {
          kind: 'ended',
          key: `- ${before.id}`,
          before,
          endsAt: row.effectiveTo ?? '',
          sentence: msg(`${what} ends on ${row.effectiveTo?.slice(0, 10) ?? ''}.`),
        }
      : { kind: 'unchanged', key: `= ${before.id}`, before, sentence: msg(`${what} stays ${price(row)}.`) };
  return follow(row, before, nowMs);
}

/** What was billed by stays as it was billed; a list that remembers it otherwise is re-rated by an admin's row. */
function past(row: PriceRow, rows: readonly PriceRow[], what: string): ImportEntry {
  const before = rows.find((one) => overlaps(one, row)) ?? row;
  return {
    kind: 'unchanged',
    key: `= ${before.id} ${row.id}`,
    before,
    sentence: msg(`${what} until ${row.effectiveTo ?? ''} is history, which stays.`),
  };
}

/** A price where there was none: from its own beginning, or from the end of what held before. */
function addition(row: PriceRow, rows: readonly PriceRow[], what: string): ImportEntry {
  const from = Math.max(startOf(row), ...rows.filter((one) => overlaps(one, row)).map(endOf));
  const added = { ...row, effectiveFrom: new Date(from).toISOString() };
  return {
    kind: 'added',
    key: `+ ${nameOf(row)}`,
    row: unusedId(added, rows),
    sentence: msg(`${what} gets a price: ${price(row)} from ${added.effectiveFrom.slice(0, 10)}.`),
  };
}

/** The present row ends and the new one follows it. */
function follow(row: PriceRow, before: PriceRow, nowMs: number): ImportEntry {
  const begun = startOf(before) <= nowMs;
  const from = begun ? Math.max(nowMs, startOf(row), startOf(before) + 1) : startOf(row);
  const next = { ...row, effectiveFrom: new Date(from).toISOString() };
  const id =
    next.id === before.id ? `${next.id.slice(0, 170)} from ${next.effectiveFrom.slice(0, 19)}` : next.id;
  const sentence = msg(
    `${describe(row)} changes from ${price(before)} to ${price(row)} on ${next.effectiveFrom.slice(0, 10)}.`,
  );
  return {
    kind: 'changed',
    key: `~ ${nameOf(row)}`,
    row: { ...next, id },
    before,
    replaces: !begun,
    sentence,
  };
}

/** Rows of this list's own family that it no longer has, of models that it speaks of. */
function endings(
  present: readonly PriceRow[],
  list: readonly PriceRow[],
  { family, nowMs }: ProposalContext,
): ImportEntry[] {
  const models = new Set(list.map(modelOf));
  const series = new Set(list.map(seriesOf));
  return present
    .filter((row) => familyOf(row.source) === family && models.has(modelOf(row)) && !isAdminRow(row))
    .filter((row) => !series.has(seriesOf(row)) && row.effectiveTo === undefined && startOf(row) < nowMs)
    .map((before) => ({
      kind: 'ended',
      key: `- ${before.id}`,
      before,
      endsAt: new Date(nowMs).toISOString(),
      sentence: msg(`${describe(before)} loses its price of ${price(before)}: the list has it no more.`),
    }));
}

/** The book after the chosen differences. */
export function applyImport(present: readonly PriceRow[], chosen: readonly ImportEntry[]): PriceRow[] {
  const ends = new Map<string, string>();
  const gone = new Set<string>();
  const added: PriceRow[] = [];
  for (const entry of chosen) {
    if (entry.kind === 'ended') ends.set(entry.before.id, entry.endsAt);
    if (entry.kind === 'added') added.push(entry.row);
    if (entry.kind !== 'changed') continue;
    added.push(entry.row);
    if (entry.replaces) gone.add(entry.before.id);
    else ends.set(entry.before.id, earliest(ends.get(entry.before.id), entry.row.effectiveFrom));
  }
  const kept = present
    .filter(({ id }) => !gone.has(id))
    .map((row) => {
      const end = ends.get(row.id);
      return end === undefined ? row : { ...row, effectiveTo: end };
    });
  return [...kept, ...added];
}

function earliest(a: string | undefined, b: string): string {
  return a !== undefined && Date.parse(a) < Date.parse(b) ? a : b;
}

function unusedId(row: PriceRow, rows: readonly PriceRow[]): PriceRow {
  return rows.some(({ id }) => id === row.id)
    ? { ...row, id: `${row.id.slice(0, 170)} ${row.recordedAt.slice(0, 19)}` }
    : row;
}

/** A row's id without the time at which its file was read, which is another when what was looked at is published. */
function nameOf({ id, recordedAt }: PriceRow): string {
  const stamp = ` ${recordedAt.slice(0, 19)}`;
  return id.endsWith(stamp) ? id.slice(0, -stamp.length) : id;
}

const modelOf = ({ provider, model }: PriceRow) => JSON.stringify([provider, model]);
const seriesOf = ({ provider, model, meter, when }: PriceRow) =>
  JSON.stringify([provider, model, meter, conditionKey(when)]);
const startOf = (row: PriceRow) => Date.parse(row.effectiveFrom);
const endOf = (row: PriceRow) => (row.effectiveTo === undefined ? Infinity : Date.parse(row.effectiveTo));
const overlaps = (a: PriceRow, b: PriceRow) => startOf(a) < endOf(b) && startOf(b) < endOf(a);
const samePrice = (a: PriceRow, b: PriceRow) =>
  a.rate === b.rate && a.per === b.per && isDeepStrictEqual(a.multiplier, b.multiplier);
const sameTerms = (a: PriceRow, b: PriceRow) =>
  samePrice(a, b) && startOf(a) === startOf(b) && endOf(a) === endOf(b);

const UNITS = { 1: 'each', 1_000: 'per 1 K', 1_000_000: 'per 1 M', 3_600: 'per hour' } as const;
const price = ({ rate, per, multiplier }: PriceRow) =>
  `$${rate} ${UNITS[per]}${multiplier === undefined ? '' : ` × ${multiplier.numerator}/${multiplier.denominator}`}`;
const describe = ({ provider, model, meter, when }: PriceRow) =>
  `${provider} ${model} ${meter}${when === undefined ? '' : ' (under conditions)'}`;
