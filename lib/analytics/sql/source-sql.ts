import { Prisma } from '@/lib/generated/prisma/client';
import { DAY_COLUMNS } from '@/lib/ledger/rollup/day-from-quarters';
import { definitionOfCube, FACETS, NO_FACET, storedCube, type Cube } from '@/lib/ledger/rollup/cubes';
import { PART_NAMES, PARTS } from '@/lib/ledger/rollup/columns';
import { definitionOfPair } from '@/lib/ledger/rollup/pairs';
import { rowsAsQuarters } from '@/lib/ledger/rollup/from-rows';
import { coverDays, type Stretch } from './cover-days';
import { definitionOf, type Dimension, type DimensionFilters } from '../dimensions';
import { pairsNow } from './pairs-sql';
import type { SourcePlan } from './plan-source';

export interface SourceSpan {
  workspaceId: string;
  from: Date;
  to: Date;
  /** In which days are cut. */
  dayZone: string;
  /** Until when there are blocks of days, pairs, and blocks of pairs. */
  blocksUntil?: Date | null | undefined;
  pairsUntil?: Date | null | undefined;
  pairBlocksUntil?: Date | null | undefined;
  /** Teams whose traffic is asked for; absent: everybody's. */
  teams?: readonly string[] | undefined;
}

/** Column of the source `s` that holds a dimension. */
export function columnOf(dimension: Dimension, plan: SourcePlan): Prisma.Sql {
  const { place } = definitionOf(dimension);
  if ('column' in place) return Prisma.raw(`s.${place.column}`);
  if (isValueOfPair(dimension, plan)) return Prisma.sql`s.end_user`;
  const column = plan.kind === 'rows' ? `s.${place.facet}_facet` : 's.facet';
  return Prisma.sql`CASE WHEN ${Prisma.raw(column)} = ${NO_FACET} THEN '' ELSE ${Prisma.raw(column)} END`;
}

/** End users beside tags, which are the facet then. */
function isValueOfPair(dimension: Dimension, plan: SourcePlan): boolean {
  return plan.kind === 'pairs' && dimension === 'user' && definitionOfPair(plan.pair).value === 'end_user';
}

/** Condition that a dimension has one of the values of an array, such that an index serves it. */
export function amongValues(dimension: Dimension, plan: SourcePlan, values: Prisma.Sql): Prisma.Sql {
  const isFacet =
    plan.kind !== 'rows' && 'facet' in definitionOf(dimension).place && !isValueOfPair(dimension, plan);
  if (!isFacet) return Prisma.sql`${columnOf(dimension, plan)} = ANY (${values})`;
  return Prisma.sql`s.facet = ANY (array_replace(${values}, '', ${NO_FACET}))`;
}

/** `FROM … WHERE …` of a plan, its rows called `s`; every value is a parameter. `grouped`: dimensions that are grouped by. */
export function sourceSql(
  plan: SourcePlan,
  span: SourceSpan,
  filters: DimensionFilters,
  grouped: readonly Dimension[],
): Prisma.Sql {
  const { workspaceId, from, to, teams } = span;
  const seen = teams === undefined ? Prisma.sql`true` : Prisma.sql`s.team = ANY(${[...teams]}::text[])`;
  const wanted = Prisma.sql`${seen} AND ${conditions(plan, filters)}`;
  const within = Prisma.sql`s.workspace_id = ${workspaceId} AND s.bucket >= ${from} AND s.bucket < ${to}`;
  switch (plan.kind) {
    case 'days': {
      const days = daysNow(plan.cube, stretchesOf(plan, span, span.blocksUntil), span.dayZone);
      return Prisma.sql`FROM (${days}) AS s WHERE ${within} AND ${wanted}`;
    }
    case 'pairs': {
      const pairs = pairsNow(plan.pair, stretchesOf(plan, span, span.pairBlocksUntil), span);
      return Prisma.sql`FROM (${pairs}) AS s WHERE ${within} AND ${wanted}`;
    }
    case 'quarters':
      return Prisma.sql`FROM (SELECT *, ${PART_LIST} FROM rollup_15m) AS s WHERE ${within} AND ${wanted}`;
    case 'rows': {
      const rows = fromRows(span, filters, grouped);
      return Prisma.sql`FROM (SELECT *, ${PART_LIST} FROM (${rows}) AS every) AS s WHERE ${wanted}`;
    }
    default:
      return plan satisfies never;
  }
}

function stretchesOf(
  { blocks }: { blocks: boolean },
  span: SourceSpan,
  until: Date | null | undefined,
): Stretch[] {
  const { from, to, dayZone } = span;
  return blocks ? coverDays(span, dayZone, until ?? undefined) : [{ stride: 1, from, to }];
}

/** Parts of sums as columns, which rows of pairs have themselves. */
const PART_LIST = Prisma.raw(
  PART_NAMES.map((part) => {
    const { of, where } = PARTS[part];
    return `CASE WHEN ${where.column} ${where.is} THEN ${of} ELSE 0 END AS ${part}`;
  }).join(', '),
);
const DAY_LIST = DAY_COLUMNS.join(', ');
const PENDING_LIST = DAY_COLUMNS.map((name) => (name === 'bucket' ? 'd.day AS bucket' : `p.${name}`)).join(
  ', ',
);

/** A cube with what is pending for it: finer rows, which add up to the same. */
function daysNow(cube: Cube, stretches: readonly Stretch[], dayZone: string): Prisma.Sql {
  const stored = stretches.map(
    ({ stride, from, to }) => Prisma.sql`
      SELECT ${Prisma.raw(DAY_LIST)} FROM rollup_day
      WHERE cube = ${storedCube(cube, stride)} AND bucket >= ${from} AND bucket < ${to}`,
  );
  return Prisma.sql`SELECT *, ${PART_LIST} FROM (${Prisma.join(stored, ' UNION ALL ')}
    UNION ALL
    SELECT ${Prisma.raw(PENDING_LIST)}
    FROM rollup_pending p CROSS JOIN LATERAL (SELECT date_trunc('day', p.bucket, ${dayZone}) AS day) AS d
    WHERE p.cube = ${definitionOfCube(cube).facet}) AS rows`;
}

function fromRows(span: SourceSpan, filters: DimensionFilters, grouped: readonly Dimension[]): Prisma.Sql {
  const facets = FACETS.filter((facet) => grouped.includes(facet));
  const { user, tag } = filters;
  const kept = [
    user !== undefined && Prisma.sql`b.end_user = ${user}`,
    tag !== undefined && (tag === '' ? Prisma.sql`b.tags = '{}'` : hasTag(tag)),
  ].filter((condition) => condition !== false);
  const where = kept.length === 0 ? Prisma.sql`true` : Prisma.join(kept, ' AND ');
  const delta = Prisma.sql`books_delta(${span.workspaceId}, ${span.from}::timestamptz, ${span.to}::timestamptz)`;
  const [before = '', between = '', after = ''] = rowsAsQuarters(facets);
  return Prisma.sql`${Prisma.raw(before)}${delta}${Prisma.raw(between)}${where}${Prisma.raw(after)}`;
}

/** `name=value`, or `name` whatever its value; the same as in the request log. */
function hasTag(tag: string): Prisma.Sql {
  const [name = '', ...value] = tag.split('=');
  return value.length === 0
    ? Prisma.sql`jsonb_exists(b.tags, ${name})`
    : Prisma.sql`b.tags ->> ${name} = ${value.join('=')}`;
}

function conditions(plan: SourcePlan, filters: DimensionFilters): Prisma.Sql {
  const all = Object.entries(filters).flatMap(([name, value]) => {
    const dimension = name as Dimension;
    const { place } = definitionOf(dimension);
    if ('column' in place) return [Prisma.sql`${columnOf(dimension, plan)} = ${value}`];
    if (plan.kind === 'rows') return [];
    return [isValueOfPair(dimension, plan) ? Prisma.sql`s.end_user = ${value}` : facetIs(value)];
  });
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, ' AND ');
}

const facetIs = (value: string) => Prisma.sql`s.facet = ${value === '' ? NO_FACET : value}`;
