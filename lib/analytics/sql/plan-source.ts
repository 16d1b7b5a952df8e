import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import { CUBE_NAMES, definitionOfCube, type Cube, type Facet } from '@/lib/ledger/rollup/cubes';
import { definitionOf, type Dimension } from '../dimensions';

/** Where a question is answered from. All three give the same digits; they differ in how much they have to read. */
export type SourcePlan =
  /** Local days, or blocks of them where it has any and they suffice; the narrowest cube that has the dimensions. */
  | { kind: 'days'; cube: Cube; blocks: boolean }
  /** Quarter hours. */
  | { kind: 'quarters' }
  /** The rows themselves: for tags and users beside dimensions that no cube has with them, or within a day. Gone once retention has dropped them. */
  | { kind: 'rows' };

export interface SourceNeeds {
  /** Dimensions that are grouped or filtered by. */
  dimensions: readonly Dimension[];
  /** Further columns that the metric looks at. */
  columns: readonly RollupDimension[];
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
export function planSource({ dimensions, columns, wholeDays, wholeSpan = false }: SourceNeeds): SourcePlan {
  const needed = new Set<RollupDimension>(columns);
  const facets = new Set<Facet>();
  for (const dimension of dimensions) {
    const { place } = definitionOf(dimension);
    if ('column' in place) needed.add(place.column);
    else facets.add(place.facet);
  }
  const [facet = '', second] = facets;
  const found =
    second === undefined
      ? BY_WIDTH.find(
          (one) => one.facet === facet && [...needed].every((column) => one.kept.includes(column)),
        )
      : undefined;
  if (wholeDays && found !== undefined)
    return { kind: 'days', cube: found.cube, blocks: wholeSpan && found.blocks === true };
  return facet === '' ? { kind: 'quarters' } : { kind: 'rows' };
}

/** True when a span is made of whole local days; one that reaches to now counts today as whole: there is no more of it. */
export function isWholeDays(span: { from: Date; to: Date }, zone: string, now: Date): boolean {
  const isMidnight = (at: Date) => startOfDay(new TZDate(at, zone)).getTime() === at.getTime();
  return isMidnight(span.from) && (isMidnight(span.to) || span.to > now);
}
