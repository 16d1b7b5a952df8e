import type { RollupDimension } from './columns';
import { DIMENSIONS } from './columns';

/** Dimensions that no quarter hour keeps: a row per tag, or per end user, in the column `facet`. */
export const FACETS = ['tag', 'user'] as const;
export type Facet = (typeof FACETS)[number];

interface CubeDefinition {
  /** '' for cubes without a facet. */
  facet: Facet | '';
  kept: readonly RollupDimension[];
  /** Kept in blocks of days too: it has so many rows a day that 90 of them take long to add up. */
  blocks?: true;
}

/** Days of a block; blocks are counted from 2000-01-01, in local days. */
export const BLOCK_DAYS = [8, 32] as const;
/** A local day, or a block of them. */
export type Stride = 1 | (typeof BLOCK_DAYS)[number];

/**
 * The cubes of `rollup_day`: which dimensions each keeps. A question is answered from the narrowest that has all its
 * dimensions: each one by itself, and each pair, is some thousand rows in 90 days. `all` has what `rollup_15m` has.
 */
export const CUBES = {
  model: { facet: '', kept: ['provider', 'model', 'outcome', 'role'] },
  key: { facet: '', kept: ['key_id', 'team', 'outcome', 'cache'] },
  task: { facet: '', kept: ['task', 'rule_id', 'outcome', 'cache'] },
  asked: { facet: '', kept: ['requested_model', 'outcome', 'cache'] },
  served: { facet: '', kept: ['provider', 'model', 'requested_model', 'outcome', 'cache'], blocks: true },
  cause: { facet: '', kept: ['provider', 'model', 'rule_id', 'cache', 'role'] },
  choice: { facet: '', kept: ['provider', 'model', 'task', 'rule_id', 'outcome', 'role'], blocks: true },
  caller: { facet: '', kept: ['provider', 'model', 'key_id', 'team', 'outcome', 'role'], blocks: true },
  errand: { facet: '', kept: ['key_id', 'team', 'task', 'rule_id', 'outcome'], blocks: true },
  asker: { facet: '', kept: ['key_id', 'team', 'requested_model', 'outcome'], blocks: true },
  route: { facet: '', kept: ['requested_model', 'task', 'rule_id', 'outcome', 'cache'], blocks: true },
  all: { facet: '', kept: DIMENSIONS, blocks: true },
  tag: { facet: 'tag', kept: ['outcome', 'cache'] },
  user: { facet: 'user', kept: [], blocks: true },
} as const satisfies Record<string, CubeDefinition>;

export type Cube = keyof typeof CUBES;
export const CUBE_NAMES = Object.keys(CUBES) as Cube[];
export const definitionOfCube = (cube: Cube): CubeDefinition => CUBES[cube];
/** Name under which the rows of a cube are stored. */
export const storedCube = (cube: Cube, stride: Stride): string => (stride === 1 ? cube : `${cube}:${stride}`);
export const stridesOf = (cube: Cube): readonly Stride[] =>
  definitionOfCube(cube).blocks === true ? [1, ...BLOCK_DAYS] : [1];

/** Dimensions that any cube of a facet keeps. */
export function grainOf(facet: Facet): readonly RollupDimension[] {
  const kept = CUBE_NAMES.map(definitionOfCube).flatMap((cube) => (cube.facet === facet ? cube.kept : []));
  return DIMENSIONS.filter((dimension) => kept.includes(dimension));
}

/** A request with more tags than that counts under its first ones in order of their names; the rest would only fill tables. */
export const MAX_TAGS = 16;
/** Longer ones are cut: they would not fit an index. */
export const MAX_FACET_CHARS = 200;
/** For requests without tags, or without a named user. */
export const NO_FACET = '(none)';
