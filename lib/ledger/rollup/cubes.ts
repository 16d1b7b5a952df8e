import type { RollupDimension } from './columns';
import { DIMENSIONS } from './columns';

/**
 * The cubes of `rollup_day`: which dimensions each keeps. A question is answered from the narrowest that has all its
 * dimensions, so that 90 days of it are some thousand rows. `all` has what `rollup_15m` has.
 */
export const BASE_CUBES = {
  model: ['provider', 'model', 'outcome', 'role'],
  key: ['key_id', 'team', 'outcome', 'cache'],
  route: ['requested_model', 'task', 'rule_id', 'outcome', 'cache'],
  choice: ['provider', 'model', 'rule_id', 'cache', 'role'],
  caller: ['provider', 'model', 'key_id', 'team', 'outcome'],
  all: DIMENSIONS,
} as const satisfies Record<string, readonly RollupDimension[]>;

/** Cubes with a dimension that no quarter hour keeps, in `facet`: one row of it per tag, or per end user. */
export const FACET_CUBES = {
  tag: ['provider', 'model', 'outcome'],
  user: ['provider', 'model'],
} as const satisfies Record<string, readonly RollupDimension[]>;

export type BaseCube = keyof typeof BASE_CUBES;
export type FacetCube = keyof typeof FACET_CUBES;

/** A request with more tags than that counts under its first ones in order of their names; the rest would only fill tables. */
export const MAX_TAGS = 16;
/** Longer ones are cut: they would not fit an index. */
export const MAX_FACET_CHARS = 200;
/** For requests without tags, or without a named user. */
export const NO_FACET = '(none)';
