import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { authenticate } from '../entrance/authenticate';
import { chooseRoute } from '../plan/choose-route';
import { type Admittance, enterRequest } from '../entrance/enter-request';
import type { Exchange } from '../exchange';
import { explainCandidates, explainFeatures, otherModels } from './explain-route';
import { readCaller } from '../entrance/read-caller';
import { checkModelAllowed, readTags } from '../prompt/read-chat';
import { readEstimate } from './read-estimate';
import { readJson } from '../prompt/read-json';
import { planError } from '../plan/refuse-plan';
import { sendJson } from '../answer/send-json';

/**
 * POST /v1/route: where a request would go, and why: the body of a chat (or counts, as /v1/estimate-cost takes them)
 * with the same headers. Nobody is called and nothing billed. Throws GatewayError.
 */
export async function showRoute(exchange: Exchange): Promise<void> {
  const key = authenticate(exchange);
  const admittance = await enterRequest(exchange, key);
  try {
    await showFor(exchange, key, admittance);
  } finally {
    admittance.end(0);
  }
}

async function showFor(exchange: Exchange, key: ActiveKey, admittance: Admittance): Promise<void> {
  const { raw, body } = await readJson(exchange);
  admittance.hasBody(raw.length);
  const { snapshot, deps, startedAt } = exchange;
  const estimate = readEstimate(
    exchange,
    body,
  )((metadata) => readCaller(exchange, key, readTags(exchange, key), metadata));
  const { chat, features, meters, assumptions } = estimate;
  checkModelAllowed(key, chat.model);
  const plan = chooseRoute(exchange, key, features);
  const mode = features.stream ? 'stream' : 'json';
  const explanation = {
    plan,
    question: { features, meters, at: startedAt, serviceTier: chat.serviceTier },
    snapshot,
    latencyMs: (target: Parameters<typeof deps.health.viewOf>[0]) => deps.health.viewOf(target, mode).p99Ms,
  };
  const others = otherModels(explanation, (model) =>
    [model.id, ...model.aliases].some((name) => key.models?.has(name) ?? true),
  );
  const { reason } = plan;
  const refusal = plan.kind === 'targets' ? undefined : planError(plan, chat, exchange.operation);
  const decision = plan.kind === 'targets' ? plan.decision : undefined;
  sendJson(exchange, {
    object: 'route_decision',
    model: chat.model,
    rule: snapshot.rules.find(({ id }) => id === reason.ruleId) ?? null,
    canary: decision?.canary ?? false,
    parameters: decision?.parameters ?? {},
    settings: decision?.settings ?? {},
    learned: reason.choice ?? null,
    features: explainFeatures(estimate),
    candidates: explainCandidates(explanation, others),
    skipped: reason.skipped,
    ...(refusal && { refusal: { code: refusal.code, message: refusal.message } }),
    assumptions,
  });
}
