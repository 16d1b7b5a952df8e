import { msg } from '@/lib/i18n/msg';
import { conditionKey } from './import/condition-key';
import type { PriceRow } from './price-row';
import { minuteOfDay, type PriceSchedule } from './schedule';
import { isKnownZone } from './zone-offset';

export interface PriceRowProblem {
  /** Row and field, as in `prices[3].effectiveTo`. */
  path: string;
  message: string;
}

interface Placed {
  row: PriceRow;
  path: string;
  from: number;
  to: number;
}

/**
 * What the schema of a single row cannot see: ids given twice, periods that end before they start, zones and times
 * that do not exist, model patterns with a `*` inside, and rows of equal rank whose periods overlap. In the order of
 * the rows; empty when all is well. `at` is the path of the list.
 */
export function checkPriceRows(rows: readonly PriceRow[], at = 'prices'): PriceRowProblem[] {
  const placed = rows.map((row, index): Placed => ({
    row,
    path: `${at}[${index}]`,
    from: Date.parse(row.effectiveFrom),
    to: row.effectiveTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(row.effectiveTo),
  }));
  return [
    ...duplicatedIds(placed),
    ...placed.flatMap((one) => [...periodProblems(one), ...modelProblems(one), ...scheduleProblems(one)]),
    ...overlaps(placed),
  ];
}

function duplicatedIds(placed: readonly Placed[]): PriceRowProblem[] {
  const first = new Map<string, string>();
  return placed.flatMap(({ row, path }) => {
    const earlier = first.get(row.id);
    if (earlier === undefined) first.set(row.id, path);
    return earlier === undefined
      ? []
      : [{ path: `${path}.id`, message: `"${row.id}" is already the id of ${earlier}` }];
  });
}

function periodProblems({ row, path, from, to }: Placed): PriceRowProblem[] {
  if (Number.isNaN(from))
    return [{ path: `${path}.effectiveFrom`, message: `${named(row)}: no such instant` }];
  if (Number.isNaN(to)) return [{ path: `${path}.effectiveTo`, message: `${named(row)}: no such instant` }];
  if (to > from) return [];
  const message = msg(
    `${named(row)}: ends at ${row.effectiveTo ?? ''}, not after its start at ${row.effectiveFrom}`,
  );
  return [{ path: `${path}.effectiveTo`, message }];
}

function modelProblems({ row, path }: Placed): PriceRowProblem[] {
  const star = row.model.indexOf('*');
  if (star < 0 || star === row.model.length - 1) return [];
  return [{ path: `${path}.model`, message: `${named(row)}: a * may stand at the end of the model only` }];
}

function scheduleProblems({ row, path }: Placed): PriceRowProblem[] {
  const schedule = row.when?.schedule;
  if (schedule === undefined) return [];
  const place = `${path}.when.schedule`;
  const problems: PriceRowProblem[] = [];
  if (!isKnownZone(schedule.timeZone))
    problems.push({
      path: `${place}.timeZone`,
      message: `${named(row)}: no time zone "${schedule.timeZone}"`,
    });
  if (schedule.weekdays?.length === 0)
    problems.push({
      path: `${place}.weekdays`,
      message: `${named(row)}: no weekday, so it would never apply`,
    });
  return [...problems, ...windowProblems(schedule, place, row)];
}

function windowProblems({ windows }: PriceSchedule, place: string, row: PriceRow): PriceRowProblem[] {
  return windows.flatMap((window, index) =>
    (['from', 'to'] as const)
      .filter((field) => minuteOfDay(window[field]) === undefined)
      .map((field) => ({
        path: `${place}.windows[${index}].${field}`,
        message: `${named(row)}: no time of day "${window[field]}"`,
      })),
  );
}

/** Rows that say the same thing of the same thing: only their periods may tell them apart. */
function overlaps(placed: readonly Placed[]): PriceRowProblem[] {
  const series = new Map<string, Placed[]>();
  for (const one of placed) {
    if (!(one.to > one.from)) continue;
    const { provider, model, meter, priority, when } = one.row;
    const key = JSON.stringify([provider, model, meter, priority, conditionKey(when)]);
    const rows = series.get(key);
    if (rows === undefined) series.set(key, [one]);
    else rows.push(one);
  }
  return [...series.values()].flatMap(overlapsWithin);
}

function overlapsWithin(rows: readonly Placed[]): PriceRowProblem[] {
  const problems: PriceRowProblem[] = [];
  let lasting: Placed | undefined;
  for (const one of rows.toSorted((a, b) => a.from - b.from)) {
    if (lasting !== undefined && one.from < lasting.to) {
      const message = msg(
        `${named(one.row)}: overlaps ${lasting.path} (${named(lasting.row)}), which is in force until ${lasting.row.effectiveTo ?? 'further notice'}`,
      );
      problems.push({ path: `${one.path}.effectiveFrom`, message });
    }
    if (lasting === undefined || one.to > lasting.to) lasting = one;
  }
  return problems;
}

function named(row: PriceRow): string {
  return `row "${row.id}" (${row.provider} ${row.model}, ${row.meter})`;
}
