import { DAY_KEY, DIMENSIONS, MERGED, PAIR_KEY, PAIR_SUMS, SUMS } from './columns';
import { CUBE_NAMES, stridesOf } from './cubes';
import { PAIR_NAMES } from './pairs';
import { sumHistogram } from './histogram-sql';

/** A table of days that are kept in blocks too (lib/ledger/rollup/close-blocks.ts). */
export interface BlockTable {
  table: 'rollup_day' | 'rollup_pair';
  /** Column that names what a row is of, and of how many days. */
  name: 'cube' | 'pair';
  /** Those of which there are blocks. */
  names: readonly string[];
  /** Of them, one that has a row on each day with traffic. */
  everyDay: string;
  /** Column of the workspace until when there are blocks. */
  until: 'blocks_until' | 'pair_blocks_until';
  /** SQL over a workspace: until when days are whole, at the latest. */
  wholeUntil: string;
  /** The key after workspace, name and bucket. */
  key: readonly string[];
  columns: readonly string[];
  /** Sums over rows `s`, in the order of the columns after the key. */
  summed: string;
}

/** Sums over rollup rows `s`. */
export const sumRollups = (sums: object) =>
  [
    ...Object.keys(sums).map((column) => `sum(s.${column}) AS ${column}`),
    `coalesce(meters_sum(s.other_meters) FILTER (WHERE s.other_meters <> '{}'), '{}') AS other_meters`,
    `${sumHistogram('s.latency_hist')} AS latency_hist`,
    `${sumHistogram('s.first_content_hist')} AS first_content_hist`,
  ].join(', ');

export const DAY_TABLE: BlockTable = {
  table: 'rollup_day',
  name: 'cube',
  names: CUBE_NAMES.filter((cube) => stridesOf(cube).length > 1),
  everyDay: 'user',
  until: 'blocks_until',
  wholeUntil: `'infinity'::timestamptz`,
  key: [...DIMENSIONS, 'facet'],
  columns: Object.keys({ ...DAY_KEY, ...SUMS, ...MERGED }),
  summed: sumRollups(SUMS),
};

export const PAIR_TABLE: BlockTable = {
  table: 'rollup_pair',
  name: 'pair',
  names: PAIR_NAMES,
  everyDay: 'user_status',
  until: 'pair_blocks_until',
  wholeUntil: 'pairs_until',
  key: ['facet', 'value', 'parent'],
  columns: Object.keys({ ...PAIR_KEY, ...PAIR_SUMS, ...MERGED }),
  summed: sumRollups(PAIR_SUMS),
};
