import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { AttemptRecord, RequestCompletion, RequestHeader } from '@/lib/ledger/records';
import type { Features } from '@/lib/routing/features';
import { routingFacts } from '@/lib/routing/routing-facts';
import { selectTargets, type RoutePlan } from '@/lib/routing/select-targets';
import type { Task } from '@/lib/routing/tasks';
import { pick, seededRandom, type Random } from '@/lib/simulator/random';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';
import { failed, succeeded } from './demo-attempt';
import { demoRequestId } from './demo-request-id';
import { drawTokens, drawUsage } from './draw-usage';
import { isDown, type Outage } from './outage';
import { pickWeighted } from './pick-weighted';
import { TASK_SHARES, TRAFFIC } from './traffic';

const FAULT_SHARE = 0.012;
const ABORTED_SHARE = 0.006;
const BY_NAME_SHARE = 0.18;

export interface DemoWorld {
  snapshot: Pick<Snapshot, 'version' | 'models' | 'providers' | 'rules' | 'policy' | 'prices'>;
  /** Ids of models that clients ask for by name; at least one. */
  modelIds: readonly string[];
  outage: Outage | undefined;
  /** End of the history, epoch ms. Prices are those of this moment: a history at the present configuration. */
  endMs: number;
}

/** The demo's request number `index`, the same for the same world. */
export function demoRequest(world: DemoWorld, index: number, startedAt: number): RequestCompletion {
  const random = seededRandom('demo request', index);
  const task = pickWeighted(TASK_SHARES, random);
  const features = drawFeatures(world, task, startedAt, random);
  const plan = selectTargets(features, world.snapshot);
  const caller = pickWeighted(TRAFFIC[task].apps, random);
  const request: RequestHeader = {
    requestId: demoRequestId(startedAt, random),
    startedAt,
    workspaceId: DEMO_WORKSPACE,
    keyId: caller.keyId,
    team: caller.team,
    door: 'demo',
    api: 'openai-chat',
    stream: features.stream,
    requestedModel: features.requestedModel,
    endUser: `user-${Math.floor(random() * 400)}`,
    tags: { app: caller.app, environment: random() < 0.9 ? 'production' : 'staging' },
    configVersion: world.snapshot.version,
    route: plan.reason,
    facts: routingFacts(features),
  };
  return complete(request, runAttempts(world, request, task, features, plan, random), random);
}

function drawFeatures(world: DemoWorld, task: Task, at: number, random: Random): Features {
  const auto = world.snapshot.rules.some(
    ({ when }) => when.models === undefined || when.models.includes('auto'),
  );
  const requestedModel = auto && random() >= BY_NAME_SHARE ? 'auto' : pick(world.modelIds, random);
  const stream = random() < 0.6;
  const inputTokens = drawTokens(TRAFFIC[task].input, random);
  return {
    requestedModel,
    keyId: '',
    tags: {},
    at,
    stream,
    inputTokens,
    chars: inputTokens * 4,
    task,
    signals: [TRAFFIC[task].signal],
    needs: { tools: false, images: false, jsonSchema: false },
  };
}

function runAttempts(
  world: DemoWorld,
  request: RequestHeader,
  task: Task,
  { inputTokens, stream }: Features,
  plan: RoutePlan,
  random: Random,
): AttemptRecord[] {
  const attempts: AttemptRecord[] = [];
  let startedAt = request.startedAt + 1;
  for (const target of plan.kind === 'targets' ? plan.targets : []) {
    const place = { attempt: attempts.length + 1, startedAt, target };
    const down = isDown(world.outage, target.provider.id, startedAt);
    const meters = drawUsage(task, inputTokens, target, random);
    const call = { prices: world.snapshot.prices, pricedAt: world.endMs, stream };
    const attempt =
      down || random() < FAULT_SHARE ? failed(place, down, random) : succeeded(place, meters, call, random);
    attempts.push(attempt);
    if (attempt.outcome === 'success') break;
    startedAt += attempt.latencyMs + 1;
  }
  return attempts;
}

function complete(request: RequestHeader, attempts: AttemptRecord[], random: Random): RequestCompletion {
  const last = attempts.at(-1);
  if (last === undefined) {
    return {
      t: 'done',
      request,
      outcome: 'rejected',
      status: 404,
      errorCode: 'model_not_found',
      latencyMs: 1,
      attempts,
    };
  }
  const latencyMs = last.startedAt - request.startedAt + last.latencyMs + 1;
  if (last.outcome !== 'success') {
    return {
      t: 'done',
      request,
      outcome: 'error',
      status: 502,
      errorCode: 'upstream_error',
      latencyMs,
      attempts,
    };
  }
  const firstContentMs = last.startedAt - request.startedAt + (last.firstContentMs ?? 0);
  if (request.stream && random() < ABORTED_SHARE) {
    // The provider went on and billed the whole answer (drained), though nobody read the end.
    last.outcome = 'client_closed';
    return {
      t: 'done',
      request,
      outcome: 'client_closed',
      status: 499,
      errorCode: 'client_closed',
      latencyMs,
      firstContentMs,
      attempts,
    };
  }
  return { t: 'done', request, outcome: 'success', status: 200, latencyMs, firstContentMs, attempts };
}
