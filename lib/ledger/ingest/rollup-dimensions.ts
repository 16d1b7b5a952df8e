import type { RequestRow } from './request-row';

const QUARTER_MS = 15 * 60_000;

/** Key of a row of `rollup_15m`, under its column names. `bucket`: start of the quarter of an hour, ISO text. */
export interface RollupDimensions {
  workspace_id: string;
  bucket: string;
  provider: string;
  model: string;
  requested_model: string;
  key_id: string;
  team: string;
  task: string;
  rule_id: string;
  outcome: string;
}

/** What of a request decides which row it counts in. */
export type DimensionSource = Pick<
  RequestRow,
  'workspace_id' | 'started_at' | 'requested_model' | 'key_id' | 'team' | 'task' | 'rule_id' | 'outcome'
>;

/** `provider` and `model` are those of who served, or of the attempt; the rest is the request's. */
export function rollupDimensions(
  request: DimensionSource,
  { provider, model }: { provider: string; model: string },
): RollupDimensions {
  return {
    workspace_id: request.workspace_id,
    bucket: new Date(Math.floor(Date.parse(request.started_at) / QUARTER_MS) * QUARTER_MS).toISOString(),
    provider,
    model,
    requested_model: request.requested_model,
    key_id: request.key_id,
    team: request.team ?? '',
    task: request.task,
    rule_id: request.rule_id,
    outcome: request.outcome,
  };
}
