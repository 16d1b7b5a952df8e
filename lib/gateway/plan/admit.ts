import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { RequestHeader, RouteReason } from '@/lib/ledger/records';
import { readFeatures } from '@/lib/routing/features';
import { NO_PARAMETERS } from '@/lib/routing/policy/compile-policy';
import { routingFacts } from '@/lib/routing/routing-facts';
import type { RoutePlan } from '@/lib/routing/select-targets';
import { traceparentOf } from '@/lib/telemetry/trace-headers';
import { applyParameters } from '../prompt/apply-parameters';
import { chooseRoute } from './choose-route';
import type { AdmittedExchange, Exchange } from '../exchange';
import { readCaller } from '../entrance/read-caller';
import { trimToWindow } from './guard-context';
import { promptFingerprint } from '../prompt/prompt-fingerprint';
import { readChat, readTags, checkModelAllowed, type ReadChat } from '../prompt/read-chat';
import { planError } from './refuse-plan';

const NOT_ROUTED: RouteReason = {
  task: '',
  signals: [],
  inputTokensEstimated: 0,
  candidates: [],
  skipped: [],
};

/** The header of a request of which nothing is known but its key: what a refused one is logged with. */
export function blankHeader(exchange: Exchange, key: ActiveKey): RequestHeader {
  return {
    requestId: exchange.requestId,
    startedAt: exchange.startedAt,
    workspaceId: key.workspaceId,
    keyId: key.id,
    team: key.team,
    door: exchange.deps.door,
    api: exchange.operation === 'chat' ? exchange.dialect.name : 'openai-embeddings',
    stream: false,
    requestedModel: '',
    tags: { ...key.tags },
    traceparent: traceparentOf(exchange.inbound),
    configVersion: exchange.snapshot.version,
    route: NOT_ROUTED,
  };
}

type Admission = { admitted: AdmittedExchange; plan: Extract<RoutePlan, { kind: 'targets' }> };

/**
 * Understands the body and decides where it may go. `header` is filled in as things become known, so that a refusal
 * half-way is logged with what there was. Throws GatewayError.
 */
export function admit(exchange: Exchange, key: ActiveKey, header: RequestHeader, raw: Buffer): Admission {
  const read = readChat(exchange, raw);
  const { chat } = read;
  header.stream = chat.stream;
  header.requestedModel = chat.model.slice(0, 200);
  header.endUser = chat.user?.slice(0, 200);
  header.tags = readTags(exchange, key);
  checkModelAllowed(key, chat.model);
  return admitRead(exchange, key, header, read);
}

/** `droppedMessages`: how many the context guard left out already. */
function admitRead(
  exchange: Exchange,
  key: ActiveKey,
  header: RequestHeader,
  read: ReadChat,
  droppedMessages?: number,
): Admission {
  const { raw, chat, promptTokens } = read;
  const caller = readCaller(exchange, key, header.tags, chat.metadata);
  const features = readFeatures(chat, caller, promptTokens);
  const plan = chooseRoute(exchange, key, features);
  header.route = plan.reason;
  header.facts = routingFacts(features);
  const { fingerprintKey } = exchange.deps;
  if (fingerprintKey !== undefined && exchange.operation === 'chat')
    header.facts.prompt = promptFingerprint(fingerprintKey, chat);
  if (droppedMessages !== undefined) plan.reason.context = { done: 'trimmed', droppedMessages };
  if (plan.kind !== 'targets') {
    const trimmed = droppedMessages === undefined ? trimToWindow(exchange, read, features, plan) : undefined;
    if (trimmed === undefined) throw planError(plan, chat, exchange.operation);
    return admitRead(exchange, key, header, trimmed.read, trimmed.dropped);
  }
  const { parameters, settings, escalation: escalateTo } = plan.decision;
  const admitted = admittedOf(exchange, { key, raw, chat, features, header, settings, escalateTo });
  const [first] = plan.targets;
  if (first === undefined || parameters === NO_PARAMETERS || exchange.operation === 'embeddings')
    return { admitted, plan };
  return { admitted: applyParameters(admitted, parameters, first.upstreamModel), plan };
}

/** What of an admitted request its {@link Exchange} lacks. */
type Known = Pick<
  AdmittedExchange,
  'key' | 'raw' | 'chat' | 'features' | 'header' | 'settings' | 'escalateTo'
>;

/**
 * Member by member and not by spreading: objects made by a spread of this size were seen to outlive their requests into
 * the old generation with all that they hold, which made each collection of the young one ten times as dear.
 */
function admittedOf(exchange: Exchange, known: Known): AdmittedExchange {
  return {
    deps: exchange.deps,
    inbound: exchange.inbound,
    outbound: exchange.outbound,
    snapshot: exchange.snapshot,
    answerHeaders: exchange.answerHeaders,
    dialect: exchange.dialect,
    operation: exchange.operation,
    requestId: exchange.requestId,
    startedAt: exchange.startedAt,
    startedMono: exchange.startedMono,
    key: known.key,
    raw: known.raw,
    chat: known.chat,
    features: known.features,
    header: known.header,
    settings: known.settings,
    escalateTo: known.escalateTo,
    attempts: [],
    cacheUse: undefined,
  };
}
