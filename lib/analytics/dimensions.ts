import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import type { Facet } from '@/lib/ledger/rollup/cubes';
import { msg } from '@/lib/i18n/msg';

interface DimensionDefinition {
  label: string;
  /** What a value that is empty stands for. */
  none: string;
  /** Column of the rollups, or the facet of the days that has it. */
  place: { column: RollupDimension } | { facet: Facet };
  /** A request may have several values: it counts under each, and the groups add up to more than the total. */
  multiple?: true;
}

/** What metrics can be grouped and filtered by. */
export const DIMENSIONS = {
  model: { label: msg('Model'), none: msg('(no model)'), place: { column: 'model' } },
  provider: { label: msg('Provider'), none: msg('(no provider)'), place: { column: 'provider' } },
  requested: { label: msg('Asked for'), none: msg('(nothing)'), place: { column: 'requested_model' } },
  key: { label: msg('Key'), none: msg('(no key)'), place: { column: 'key_id' } },
  team: { label: msg('Team'), none: msg('(no team)'), place: { column: 'team' } },
  user: { label: msg('User'), none: msg('(none)'), place: { facet: 'user' } },
  tag: { label: msg('Tag'), none: msg('(none)'), place: { facet: 'tag' }, multiple: true },
  task: { label: msg('Task'), none: msg('(no task)'), place: { column: 'task' } },
  rule: { label: msg('Rule'), none: msg('(no rule)'), place: { column: 'rule_id' } },
  status: { label: msg('Status'), none: msg('(unknown)'), place: { column: 'outcome' } },
  cache: { label: msg('Gateway cache'), none: msg('(not asked)'), place: { column: 'cache' } },
} as const satisfies Record<string, DimensionDefinition>;

export type Dimension = keyof typeof DIMENSIONS;
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]];

export const definitionOf = (dimension: Dimension): DimensionDefinition => DIMENSIONS[dimension];

/** Wanted values by dimension; '' for what has none. */
export type DimensionFilters = Partial<Record<Dimension, string>>;
