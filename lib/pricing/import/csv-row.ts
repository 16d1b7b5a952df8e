import { msg } from '@/lib/i18n/msg';
import type { FileProblem } from './file-problem';

/** Columns of a price file, each with the field of a price row that it fills. `provider`, `model`, `meter` and `rate` are needed. */
export const CSV_COLUMNS = {
  id: 'id',
  provider: 'provider',
  model: 'model',
  meter: 'meter',
  rate: 'rate',
  per: 'per',
  currency: 'currency',
  multiplier: 'multiplier',
  effective_from: 'effectiveFrom',
  effective_to: 'effectiveTo',
  source: 'source',
  tier: 'when.tier',
  speed: 'when.speed',
  region: 'when.region',
  batch: 'when.batch',
  context: 'when.context',
  zone: 'when.schedule.timeZone',
  weekdays: 'when.schedule.weekdays',
  windows: 'when.schedule.windows',
  holidays: 'when.schedule.holidays',
} as const;

export type CsvColumn = keyof typeof CSV_COLUMNS;

/** What one record says, still unchecked, and what could not even be read as what it should be. */
export function csvRow(cells: ReadonlyMap<CsvColumn, string>): {
  row: Record<string, unknown>;
  problems: FileProblem[];
} {
  const problems: FileProblem[] = [];
  const take = <T>(
    column: CsvColumn,
    read: (text: string) => T | undefined,
    expected: string,
  ): T | undefined => {
    const text = cells.get(column);
    if (text === undefined || text === '') return undefined;
    const value = read(text);
    if (value === undefined) problems.push({ field: column, message: `must be ${expected}` });
    return value;
  };
  const text = (column: CsvColumn) => take(column, (value) => value, 'text');
  const when = present({
    tier: text('tier'),
    speed: text('speed'),
    region: text('region'),
    batch: take('batch', readTruth, msg('true or false')),
    context: take('context', readContext, msg('such as "> 200000" or ">= 272000 total"')),
    schedule: readSchedule(take, text),
  });
  const row = present({
    id: text('id'),
    provider: text('provider'),
    model: text('model'),
    meter: text('meter'),
    rate: text('rate'),
    per: take('per', readWhole, msg('one of 1, 1000, 1000000, 3600')),
    currency: text('currency'),
    multiplier: take('multiplier', readFraction, msg('a fraction such as 11/10')),
    effectiveFrom: text('effective_from'),
    effectiveTo: text('effective_to'),
    source: text('source'),
    when: Object.keys(when).length === 0 ? undefined : when,
  });
  return { row, problems };
}

type Take = <T>(column: CsvColumn, read: (text: string) => T | undefined, expected: string) => T | undefined;

function readSchedule(take: Take, text: (column: CsvColumn) => string | undefined) {
  const schedule = present({
    timeZone: text('zone'),
    weekdays: take('weekdays', readWeekdays, msg('days from 1 (Monday) to 7, such as "1-5" or "1 3 5"')),
    windows: take('windows', readWindows, msg('such as "01:00-04:00 06:00-10:00"')),
    holidays: take('holidays', (value) => value.split(/[\s;]+/), msg('dates such as "2026-12-25"')),
  });
  return Object.keys(schedule).length === 0 ? undefined : { windows: [], ...schedule };
}

function readWhole(text: string): number | undefined {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function readTruth(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function readFraction(text: string): { numerator: number; denominator: number } | undefined {
  const [, numerator, denominator] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  return numerator === undefined
    ? undefined
    : { numerator: Number(numerator), denominator: Number(denominator) };
}

function readContext(text: string): { op: string; value: number; basis: string } | undefined {
  const [, op, value, basis = 'input'] = /^(>=?)\s*(\d{1,9})(?:\s+(input|total))?$/.exec(text) ?? [];
  return op === undefined ? undefined : { op: op === '>' ? 'gt' : 'gte', value: Number(value), basis };
}

function readWeekdays(text: string): number[] | undefined {
  const days = text.split(/[\s;]+/).flatMap((part) => {
    const [, from, to = from] = /^([1-7])(?:-([1-7]))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return [undefined];
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  });
  return days.every((day) => day !== undefined) ? days : undefined;
}

function readWindows(text: string): { from: string; to: string }[] | undefined {
  const windows = text.split(/[\s;]+/).map((part) => /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(part));
  if (windows.some((match) => match === null)) return undefined;
  return windows.map((match) => ({ from: match?.[1] ?? '', to: match?.[2] ?? '' }));
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
