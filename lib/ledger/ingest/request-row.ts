import type { UsdString } from '@/lib/pricing/types';
import { decidingAttempt } from '../deciding-attempt';
import type { AttemptRecord, RequestCompletion, RouteReason } from '../records';
import type { AttemptRow } from './attempt-row';
import { instant, integer, name, optionalInteger, optionalName } from './column-values';
import { keptFacts, type KeptFacts } from './kept-facts';
import { requestCost } from './request-cost';
import { savedMeters } from './saved-meters';

/** One row of the table `request`, under its column names. */
export interface RequestRow {
  started_at: string;
  id: string;
  workspace_id: string;
  key_id: string;
  team: string | null;
  door: string;
  api: string;
  stream: boolean;
  requested_model: string;
  provider: string;
  model: string;
  task: string;
  rule_id: string;
  /** What the gateway's own cache did: '' when it was not asked. */
  cache: string;
  end_user: string | null;
  tags: Record<string, string>;
  status: number;
  outcome: string;
  error_code: string | null;
  attempt_count: number;
  latency_ms: number;
  first_content_ms: number | null;
  input_tokens: string | null;
  output_tokens: string | null;
  cost_usd: UsdString | null;
  cost_state: string;
  config_version: number;
  /** What it was drawn to: '' where nothing was. */
  experiment: string;
  arm: string;
  route: RouteReason;
  /** Null: not known. */
  facts: KeptFacts | null;
  /** What a hit of the gateway's own cache saved (saved-meters.ts); null for all others. */
  saved: Record<string, number> | null;
}

/** `rows`: those of its attempts. Throws UnstorableError or MoneyError when the record holds what no column can. */
export function requestRow(done: RequestCompletion, rows: readonly AttemptRow[]): RequestRow {
  const { request, attempts } = done;
  const cost = requestCost(attempts.map((attempt) => attempt.cost));
  const served = done.saved ?? servedBy(done);
  return {
    started_at: instant(request.startedAt, 'startedAt'),
    id: request.requestId,
    workspace_id: name(request.workspaceId),
    key_id: name(request.keyId),
    team: optionalName(request.team),
    door: request.door,
    api: request.api,
    stream: request.stream,
    requested_model: name(request.requestedModel),
    provider: name(served?.provider),
    model: name(served?.model),
    task: name(request.route.task),
    rule_id: name(request.route.ruleId),
    cache: name(done.cache),
    end_user: optionalName(request.endUser),
    tags: request.tags,
    status: integer(done.status, 'status'),
    outcome: done.outcome,
    error_code: optionalName(done.errorCode),
    attempt_count: attempts.length,
    latency_ms: integer(done.latencyMs, 'latencyMs'),
    first_content_ms: optionalInteger(done.firstContentMs, 'firstContentMs'),
    input_tokens: tokens(rows, 'in.'),
    output_tokens: tokens(rows, 'out.'),
    cost_usd: cost.totalUsd,
    cost_state: cost.state,
    config_version: integer(request.configVersion, 'configVersion'),
    experiment: name(request.route.arm?.experiment),
    arm: name(request.route.arm?.arm),
    route: request.route,
    facts: keptFacts(request),
    saved: done.saved === undefined ? null : savedMeters(done.saved),
  };
}

/** The deciding attempt, when it succeeded or its content had begun to reach the client; failed ones served nobody. */
function servedBy({ request, attempts }: RequestCompletion): AttemptRecord | undefined {
  const last = decidingAttempt(request.route, attempts);
  return last?.outcome === 'success' || last?.firstContentMs !== undefined ? last : undefined;
}

/** Sum over all attempts; null when no attempt knows any: no figure is not a figure of 0. */
function tokens(rows: readonly AttemptRow[], prefix: 'in.' | 'out.'): string | null {
  let sum: bigint | undefined;
  for (const { meters } of rows) {
    for (const [meter, quantity] of Object.entries(meters)) {
      if (meter.startsWith(prefix)) sum = (sum ?? 0n) + BigInt(quantity);
    }
  }
  return sum?.toString() ?? null;
}
