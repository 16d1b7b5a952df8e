import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import { BASE_CUBES, FACET_CUBES, type BaseCube, type FacetCube } from '@/lib/ledger/rollup/cubes';
import { definitionOf, type Dimension } from './dimensions';

/** Where a question is answered from. All three give the same digits; they differ in how much they have to read. */
export type SourcePlan =
  /** Local days; the narrowest cube that has the dimensions. */
  | { kind: 'days'; cube: BaseCube | FacetCube }
  /** Quarter hours. */
  | { kind: 'quarters' }
  /** The rows themselves: for tags and users beside other dimensions, or within a day. Gone once retention has dropped them. */
  | { kind: 'rows' };

export interface SourceNeeds {
  /** Dimensions that are grouped or filtered by. */
  dimensions: readonly Dimension[];
  /** Further columns that the metric looks at. */
  columns: readonly RollupDimension[];
  /** Whole local days suffice, for the range and for each bucket of it. */
  wholeDays: boolean;
}

const wide = (cubes: Record<string, readonly RollupDimension[]>) =>
  Object.entries(cubes).sort(([, a], [, b]) => a.length - b.length);

/** Pure: the cheapest source that can express the question. */
export function planSource({ dimensions, columns, wholeDays }: SourceNeeds): SourcePlan {
  const needed = new Set<RollupDimension>(columns);
  const facets = new Set<FacetCube>();
  for (const dimension of dimensions) {
    const { place } = definitionOf(dimension);
    if ('column' in place) needed.add(place.column);
    else facets.add(place.facet);
  }
  const holds = (kept: readonly RollupDimension[]) => [...needed].every((column) => kept.includes(column));
  const [facet, second] = facets;
  if (facet !== undefined) {
    const fits = wholeDays && second === undefined && holds(FACET_CUBES[facet]);
    return fits ? { kind: 'days', cube: facet } : { kind: 'rows' };
  }
  if (!wholeDays) return { kind: 'quarters' };
  const [cube] = wide(BASE_CUBES).find(([, kept]) => holds(kept)) ?? ['all'];
  return { kind: 'days', cube: cube as BaseCube };
}

/** True when a span is made of whole local days; one that reaches to now counts today as whole: there is no more of it. */
export function isWholeDays(span: { from: Date; to: Date }, zone: string, now: Date): boolean {
  const isMidnight = (at: Date) => startOfDay(new TZDate(at, zone)).getTime() === at.getTime();
  return isMidnight(span.from) && (isMidnight(span.to) || span.to > now);
}
