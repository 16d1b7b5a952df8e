import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import { CUBE_NAMES, definitionOfCube, type Cube, type Facet } from '@/lib/ledger/rollup/cubes';
import { definitionOfPair, PAIR_NAMES, type Pair } from '@/lib/ledger/rollup/pairs';
import { definitionOf, type Dimension } from '../dimensions';

/** Where a question is answered from. All of them give the same digits; they differ in how much they have to read. */
export type SourcePlan =
  /** Local days, or blocks of them where it has any and they suffice; the narrowest cube that has the dimensions. */
  | { kind: 'days'; cube: Cube; blocks: boolean }
  /** The same of a tag or end user beside one more dimension, with the rows that are not added up yet. */
  | { kind: 'pairs'; pair: Pair; blocks: boolean }
  /** Quarter hours. */
  | { kind: 'quarters' }
  /** The rows themselves: for tags and users beside two dimensions and more, or within a day. Gone once retention has dropped them. */
  | { kind: 'rows' };

export interface SourceNeeds {
  /** Dimensions that are grouped or filtered by. */
  dimensions: readonly Dimension[];
  /** Further columns that must be there. */
  columns: readonly RollupDimension[];
  /** Columns that parts of sums follow from, which pairs have themselves (`PARTS`). */
  partColumns?: readonly RollupDimension[];
  /** Whole local days suffice, for the range and for each bucket of it. */
  wholeDays: boolean;
  /** Only the sums over the whole span are wanted. */
  wholeSpan?: boolean;
}

/** From the narrowest on. */
const BY_WIDTH = CUBE_NAMES.map((cube) => ({ cube, ...definitionOfCube(cube) })).sort(
  (a, b) => a.kept.length - b.kept.length,
);

/** Pure: the cheapest source that can express the question. */
export function planSource(needs: SourceNeeds): SourcePlan {
  const { wholeDays, wholeSpan = false, columns, partColumns = [] } = needs;
  const places = needs.dimensions.map((dimension) => definitionOf(dimension).place);
  const facets = [...new Set(places.flatMap((place) => ('facet' in place ? place.facet : [])))];
  const kept = new Set([...columns, ...places.flatMap((place) => ('column' in place ? place.column : []))]);
  if (wholeDays) {
    const cube = findCube(facets, new Set([...kept, ...partColumns]));
    if (cube !== undefined)
      return { kind: 'days', cube: cube.cube, blocks: wholeSpan && cube.blocks === true };
    const pair = findPair(facets, kept);
    if (pair !== undefined) return { kind: 'pairs', pair, blocks: wholeSpan };
  }
  return facets.length === 0 ? { kind: 'quarters' } : { kind: 'rows' };
}

function findCube(facets: readonly Facet[], kept: ReadonlySet<RollupDimension>) {
  const [facet = '', second] = facets;
  if (second !== undefined) return undefined;
  return BY_WIDTH.find(
    (one) => one.facet === facet && [...kept].every((column) => one.kept.includes(column)),
  );
}

function findPair(facets: readonly Facet[], kept: ReadonlySet<RollupDimension>): Pair | undefined {
  const wanted: readonly string[] = facets.length > 1 ? [...kept, 'end_user'] : [...kept];
  return PAIR_NAMES.find((name) => {
    const { facet, value, parent } = definitionOfPair(name);
    const isOf = facets.length > 1 ? facet === 'tag' : facets[0] === facet;
    return isOf && wanted.every((column) => column === value || column === parent);
  });
}

/** True when a span is made of whole local days; one that reaches to now counts today as whole: there is no more of it. */
export function isWholeDays(span: { from: Date; to: Date }, zone: string, now: Date): boolean {
  const isMidnight = (at: Date) => startOfDay(new TZDate(at, zone)).getTime() === at.getTime();
  return isMidnight(span.from) && (isMidnight(span.to) || span.to > now);
}
