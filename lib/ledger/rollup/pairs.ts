import type { RollupDimension } from './columns';
import type { Facet } from './cubes';

interface PairDefinition {
  facet: Facet;
  /** The other dimension. */
  value: RollupDimension | 'end_user';
  /** What a value belongs to, and is asked for together with it. */
  parent?: RollupDimension;
}

/**
 * Tags and end users beside one more dimension: the table `rollup_pair`, a row for each two values in a local day. With all of
 * them for each batch ingestion would do little else, so they are added up from the books some minutes later
 * (`closePairs`); until then, questions read the rows that are still to come. The narrowest of a facet stands first.
 */
export const PAIRS = {
  user_status: { facet: 'user', value: 'outcome' },
  user_cache: { facet: 'user', value: 'cache' },
  user_task: { facet: 'user', value: 'task' },
  user_team: { facet: 'user', value: 'team' },
  user_rule: { facet: 'user', value: 'rule_id' },
  user_asked: { facet: 'user', value: 'requested_model' },
  user_key: { facet: 'user', value: 'key_id', parent: 'team' },
  user_model: { facet: 'user', value: 'model', parent: 'provider' },
  tag_status: { facet: 'tag', value: 'outcome' },
  tag_cache: { facet: 'tag', value: 'cache' },
  tag_task: { facet: 'tag', value: 'task' },
  tag_team: { facet: 'tag', value: 'team' },
  tag_rule: { facet: 'tag', value: 'rule_id' },
  tag_asked: { facet: 'tag', value: 'requested_model' },
  tag_key: { facet: 'tag', value: 'key_id', parent: 'team' },
  tag_model: { facet: 'tag', value: 'model', parent: 'provider' },
  tag_user: { facet: 'tag', value: 'end_user' },
} as const satisfies Record<string, PairDefinition>;

export type Pair = keyof typeof PAIRS;
export const PAIR_NAMES = Object.keys(PAIRS) as Pair[];
export const definitionOfPair = (pair: Pair): PairDefinition => PAIRS[pair];
