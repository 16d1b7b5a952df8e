import { z } from 'zod';
import { addUsd, subtractUsd } from '@/lib/pricing/money';
import { measureOf, type Measure } from './measures';

/** Merged measures of some rows: money and counts as exact decimal text, histograms as counts. */
export type MeasureRow = Partial<Record<Measure, string | number[]>>;

const text = z.string().regex(/^-?\d+(\.\d+)?$/);
const counts = z
  .array(z.number())
  .nullable()
  .transform((value) => value ?? []);

/** Reads the measures of a row as it leaves SQL. */
export function readMeasures(row: Record<string, unknown>, measures: readonly Measure[]): MeasureRow {
  return Object.fromEntries(
    measures.map((measure) => {
      const schema = measureOf(measure).kind === 'histogram' ? counts : text;
      return [measure, schema.parse(row[measure])];
    }),
  );
}

/** Adds two rows, exactly. What one lacks is taken from the other. */
export function mergeMeasures(left: MeasureRow, right: MeasureRow): MeasureRow {
  const merged: MeasureRow = { ...left };
  for (const [name, value] of Object.entries(right)) {
    const measure = name as Measure;
    const present = merged[measure];
    merged[measure] = present === undefined ? value : add(present, value);
  }
  return merged;
}

function add(left: string | number[], right: string | number[]): string | number[] {
  if (typeof left === 'string' && typeof right === 'string') return addUsd(left, right);
  if (typeof left === 'string' || typeof right === 'string') throw new Error('Measures of two kinds');
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, slot) => (left[slot] ?? 0) + (right[slot] ?? 0));
}

/** What is left of the first row without the second, exactly. */
export function subtractMeasures(whole: MeasureRow, part: MeasureRow): MeasureRow {
  const negated = Object.entries(part).map(([name, value]) => [
    name,
    typeof value === 'string' ? subtractUsd('0', value) : value.map((count) => -count),
  ]);
  return mergeMeasures(whole, Object.fromEntries(negated));
}

/** True when nothing stands behind a row. */
export function isEmpty(row: MeasureRow): boolean {
  return Object.values(row).every((value) =>
    typeof value === 'string' ? value === '0' : value.every((count) => count === 0),
  );
}

/** A sum or count of a row, `"0"` when it is absent. */
export function amountOf(row: MeasureRow, measure: Measure): string {
  const value = row[measure];
  return typeof value === 'string' ? value : '0';
}

export function histogramOf(row: MeasureRow, measure: Measure): number[] {
  const value = row[measure];
  return Array.isArray(value) ? value : [];
}
