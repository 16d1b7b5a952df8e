import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import type { Facet } from '@/lib/ledger/rollup/cubes';

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
  model: { label: 'Model', none: '(no model)', place: { column: 'model' } },
  provider: { label: 'Provider', none: '(no provider)', place: { column: 'provider' } },
  requested: { label: 'Asked for', none: '(nothing)', place: { column: 'requested_model' } },
  key: { label: 'Key', none: '(no key)', place: { column: 'key_id' } },
  team: { label: 'Team', none: '(no team)', place: { column: 'team' } },
  user: { label: 'User', none: '(none)', place: { facet: 'user' } },
  tag: { label: 'Tag', none: '(none)', place: { facet: 'tag' }, multiple: true },
  task: { label: 'Task', none: '(no task)', place: { column: 'task' } },
  rule: { label: 'Rule', none: '(no rule)', place: { column: 'rule_id' } },
  status: { label: 'Status', none: '(unknown)', place: { column: 'outcome' } },
  cache: { label: 'Gateway cache', none: '(not asked)', place: { column: 'cache' } },
} as const satisfies Record<string, DimensionDefinition>;

export type Dimension = keyof typeof DIMENSIONS;
export const DIMENSION_NAMES = Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]];

export const definitionOf = (dimension: Dimension): DimensionDefinition => DIMENSIONS[dimension];

/** Wanted values by dimension; '' for what has none. */
export type DimensionFilters = Partial<Record<Dimension, string>>;
