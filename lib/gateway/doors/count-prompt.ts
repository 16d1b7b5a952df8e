import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { isRecord } from '@/lib/dialects/json-value';
import { GatewayError } from '@/lib/errors/gateway-error';
import { spliceJson } from '@/lib/http/splice-json';
import { readFeatures } from '@/lib/routing/features';
import type { Target } from '@/lib/routing/select-targets';
import { askUpstream } from '../upstream/ask-upstream';
import { authenticate } from '../entrance/authenticate';
import { chooseRoute } from '../plan/choose-route';
import { type Admittance, enterRequest } from '../entrance/enter-request';
import type { Exchange } from '../exchange';
import { readCaller } from '../entrance/read-caller';
import { checkModelAllowed, readTags } from '../prompt/read-chat';
import { readJson } from '../prompt/read-json';
import { planError } from '../plan/refuse-plan';
import { sendJson } from '../answer/send-json';
import { callTo } from '../upstream/upstream-request';

/** The body of a message needs a limit of output and the body of a count has none: any will do for reading it. */
const SOME_LIMIT = 1;

/** The provider's own count, or undefined when it gives none. Throws GatewayError when it calls the request wrong. */
async function askProvider(exchange: Exchange, target: Target, raw: Buffer): Promise<number | undefined> {
  const { health, load } = exchange.deps;
  const gate = health.enter(target, 0);
  if (gate.kind === 'shut') return undefined;
  const stop = new AbortController();
  const running = { cut: () => stop.abort() };
  load.add(running);
  try {
    return await countAt(exchange, target, raw, stop.signal);
  } finally {
    load.remove(running);
    // That a target counts says nothing of how well it answers.
    const nothing = { failure: { kind: 'client_closed' as const }, latencyMs: 0, limitMs: 0 };
    health.ended(target, gate.admission, { mode: 'json', ...nothing });
  }
}

async function countAt(
  exchange: Exchange,
  target: Target,
  raw: Buffer,
  signal: AbortSignal,
): Promise<number | undefined> {
  const path = '/messages/count_tokens';
  const clientRequestId = `${exchange.requestId}.1`;
  const call = callTo(exchange, target, { path, stream: false, clientRequestId });
  const body = spliceJson(raw, new Map([['model', JSON.stringify(target.upstreamModel)]]));
  const answer = await askUpstream(exchange, target, { ...call, body }, signal);
  const tokens = isRecord(answer) ? answer['input_tokens'] : undefined;
  return typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : undefined;
}

/**
 * POST /v1/messages/count_tokens: what the message would count as input. Asked of the target when it is one of
 * Anthropic's kind, else, and while that target is left alone, estimated (then `x-tollgate-estimated: true`). The key's
 * limits hold as for any request. Nothing is billed, so nothing is on the books.
 */
export async function countPrompt(exchange: Exchange): Promise<void> {
  const key = authenticate(exchange);
  const admittance = await enterRequest(exchange, key);
  try {
    await countFor(exchange, key, admittance);
  } finally {
    admittance.end(0);
  }
}

async function countFor(exchange: Exchange, key: ActiveKey, admittance: Admittance): Promise<void> {
  const { raw, body } = await readJson(exchange);
  admittance.hasBody(raw.length);
  const chat = exchange.dialect.decodeRequest(isRecord(body) ? { ...body, max_tokens: SOME_LIMIT } : body);
  checkModelAllowed(key, chat.model);
  const caller = readCaller(exchange, key, readTags(exchange, key), chat.metadata);
  const features = readFeatures(chat, caller);
  const plan = chooseRoute(exchange, key, features);
  if (plan.kind !== 'targets') throw planError(plan, chat, exchange.operation);

  const [target] = plan.targets;
  const counted =
    target?.provider.dialect === exchange.dialect.name ? await askProvider(exchange, target, raw) : undefined;
  if (exchange.outbound.clientGone) throw new GatewayError('client_closed', 'The client has gone.');
  if (counted !== undefined) sendJson(exchange, { input_tokens: counted });
  else sendJson(exchange, { input_tokens: features.inputTokens }, { 'x-tollgate-estimated': 'true' });
}
