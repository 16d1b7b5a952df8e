import { DIMENSIONS, type RollupDimension } from '../rollup/columns';
import { grainOf, MAX_FACET_CHARS, MAX_TAGS, NO_FACET, type Facet } from '../rollup/cubes';
import { attemptRole, type AttemptRole, type RoleSource } from './attempt-role';
import type { AttemptRow } from './attempt-row';
import type { RequestRow } from './request-row';

const QUARTER_MS = 15 * 60_000;

/**
 * Key of a row of `rollup_15m`, under its column names. `bucket`: start of the quarter of an hour, ISO text.
 * `cube` names the facet (tags, end users), which only days keep; it and `facet` are '' in all others.
 */
export interface RollupDimensions extends Record<RollupDimension, string> {
  workspace_id: string;
  cube: Facet | '';
  bucket: string;
  facet: string;
}

/** Of a quarter hour, before it is counted again in the facets. */
export interface BaseDimensions extends RollupDimensions {
  role: AttemptRole;
}

/** What of a request decides which rows it counts in. */
export type DimensionSource = Pick<
  RequestRow,
  | 'workspace_id'
  | 'started_at'
  | 'provider'
  | 'model'
  | 'requested_model'
  | 'key_id'
  | 'team'
  | 'task'
  | 'rule_id'
  | 'outcome'
  | 'cache'
  | 'end_user'
  | 'tags'
> &
  RoleSource;

/** Of a request itself: under who served it, `''` when nobody did. */
export function requestDimensions(request: DimensionSource): BaseDimensions {
  return dimensions(request, request, 'served');
}

/** Of an attempt: under its own provider and model, with the request's other dimensions. */
export function attemptDimensions(
  request: DimensionSource,
  attempt: Pick<AttemptRow, 'provider' | 'model' | 'attempt' | 'outcome'>,
): BaseDimensions {
  return dimensions(request, attempt, attemptRole(request, attempt));
}

function dimensions(
  request: DimensionSource,
  { provider, model }: { provider: string; model: string },
  role: AttemptRole,
): BaseDimensions {
  return {
    workspace_id: request.workspace_id,
    cube: '',
    bucket: new Date(Math.floor(Date.parse(request.started_at) / QUARTER_MS) * QUARTER_MS).toISOString(),
    provider,
    model,
    requested_model: request.requested_model,
    key_id: request.key_id,
    team: request.team ?? '',
    task: request.task,
    rule_id: request.rule_id,
    outcome: request.outcome,
    cache: request.cache,
    role,
    facet: '',
  };
}

/** All keys under which the same is counted: the quarter hour's, and in the facets each tag's and the end user's. */
export function allDimensions(request: DimensionSource, base: RollupDimensions): RollupDimensions[] {
  return [
    base,
    ...tagFacets(request).map((facet) => inFacet('tag', facet, base)),
    inFacet('user', request.end_user || NO_FACET, base),
  ];
}

function tagFacets({ tags }: DimensionSource): string[] {
  const names = Object.keys(tags).sort().slice(0, MAX_TAGS);
  if (names.length === 0) return [NO_FACET];
  return names.map((name) => [...`${name}=${tags[name] ?? ''}`].slice(0, MAX_FACET_CHARS).join(''));
}

/** The facets of a request as pairs name them. */
export const facetsOf = (request: DimensionSource): Record<Facet, string[]> => ({
  tag: tagFacets(request),
  user: [request.end_user || NO_FACET],
});

const BLANK = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, ''])) as Record<
  RollupDimension,
  string
>;
const GRAINS = { tag: grainOf('tag'), user: grainOf('user') };

function inFacet(cube: Facet, facet: string, base: RollupDimensions): RollupDimensions {
  const kept = Object.fromEntries(GRAINS[cube].map((dimension) => [dimension, base[dimension]]));
  return { ...base, ...BLANK, ...kept, cube, facet };
}
