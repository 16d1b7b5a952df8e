import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { LineItem } from '@/lib/pricing/types';
import { compareCosts, type TargetCost } from '@/lib/routing/compare-costs';
import { authenticate } from '../entrance/authenticate';
import { enterRequest } from '../entrance/enter-request';
import { chooseRoute } from '../plan/choose-route';
import type { Exchange } from '../exchange';
import { readCaller } from '../entrance/read-caller';
import { checkModelAllowed, readTags } from '../prompt/read-chat';
import { readEstimate } from './read-estimate';
import { readJson } from '../prompt/read-json';
import { planError } from '../plan/refuse-plan';
import { sendJson } from '../answer/send-json';

/**
 * POST /v1/estimate-cost: what a request would cost where it would go, and on every other model that the key may use,
 * with line items and price ids. Nothing is sent and nothing billed. Throws GatewayError.
 */
export async function estimateCost(exchange: Exchange): Promise<void> {
  const key = authenticate(exchange);
  const admittance = await enterRequest(exchange, key);
  try {
    const { raw, body } = await readJson(exchange);
    admittance.hasBody(raw.length);
    sendJson(exchange, estimateOf(exchange, key, body));
  } finally {
    admittance.end(0);
  }
}

/** What is answered to one body, in the exchange's dialect. Throws GatewayError. */
export function estimateOf(exchange: Exchange, key: ActiveKey, body: unknown): Record<string, unknown> {
  const estimate = readEstimate(exchange, body);
  const { chat, features, meters, assumptions } = estimate((metadata) =>
    readCaller(exchange, key, readTags(exchange, key), metadata),
  );
  checkModelAllowed(key, chat.model);
  const plan = chooseRoute(exchange, key, features);
  if (plan.kind !== 'targets') throw planError(plan, chat, exchange.operation);
  const [target] = plan.targets;
  if (target === undefined) throw new GatewayError('no_target_available', 'No model can take this request.');
  const question = { features, meters, at: exchange.startedAt, serviceTier: chat.serviceTier };
  const compared = compareCosts(target, question, exchange.snapshot, (model) =>
    [model.id, ...model.aliases].some((name) => key.models?.has(name) ?? true),
  );
  return {
    object: 'cost_estimate',
    model: chat.model,
    currency: 'USD',
    at: new Date(exchange.startedAt).toISOString(),
    meters,
    assumptions,
    route: { rule: plan.reason.ruleId ?? null, task: plan.reason.task, signals: plan.reason.signals },
    routed: written(compared.routed),
    models: compared.models.map(written),
  };
}

function written({ target, cost, reason, differenceUsd, differencePercent }: TargetCost) {
  return {
    model: target.model.id,
    provider: target.provider.id,
    upstream_model: target.upstreamModel,
    eligible: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    state: cost.state,
    cost_usd: cost.totalUsd,
    ...(differenceUsd === undefined
      ? {}
      : { difference_usd: differenceUsd, difference_percent: differencePercent ?? null }),
    lines: cost.lines.map(line),
    unpriced_meters: cost.unpricedMeters,
  };
}

function line({ meter, quantity, priceId, rate, per, pricedAs, amountUsd }: LineItem) {
  return {
    meter,
    quantity,
    price_id: priceId,
    rate,
    per,
    ...(pricedAs === undefined ? {} : { priced_as: pricedAs }),
    amount_usd: amountUsd,
  };
}
