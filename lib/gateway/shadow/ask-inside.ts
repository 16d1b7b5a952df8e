import { estimateAttempt } from '@/lib/budgets/estimate-attempt';
import type { ChatRequest } from '@/lib/dialects/chat';
import { stringifyExact } from '@/lib/dialects/exact-json';
import { tryParseJson } from '@/lib/dialects/json-value';
import { dialectFor } from '@/lib/dialects/registry';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { Collector } from '../answer/collecting-outbound';
import { completeRequest, totalCostUsd } from '../books/complete-request';
import type { AdmittedExchange } from '../exchange';
import { newRequestId } from '../entrance/request-id';
import { runAttempts } from '../attempts/run-attempts';
import { SHADOW_KEY } from './shadow-key';
import { textOfResponse } from './answer-text';

/** `shadow`: the same question to another model. `shadow_judge`: which answer is better. */
export type ShadowTask = 'shadow' | 'shadow_judge';

export interface InsideQuestion {
  chat: ChatRequest;
  target: Target;
  task: ShadowTask;
  /** Input tokens, estimated. */
  inputTokens: number;
}

/** What a question may cost at most; undefined without a price. */
export function mostOf(asked: AdmittedExchange, { chat, target, inputTokens }: InsideQuestion, limit: Pico) {
  return estimateAttempt({
    ...{ prices: asked.snapshot.prices, chat, target, inputTokens, embeddings: false },
    ...{ at: asked.startedAt, smallestLimit: limit },
  })?.want;
}

/** A request of our own about another one: routed by nobody, held by no key's budget, on the books by itself. */
function requestFor(
  asked: AdmittedExchange,
  question: InsideQuestion,
  outbound: Collector,
): AdmittedExchange {
  const { target, task, inputTokens } = question;
  const { deps, snapshot, header, features } = asked;
  const { workspaceId } = header;
  const dialect = dialectFor(target.provider.dialect);
  const { upstreamModel } = target;
  const chat = { ...question.chat, model: upstreamModel, stream: false };
  const { body } = dialect.encodeRequest(chat, {
    upstreamModel,
    maxOutputTokens: target.model.maxOutputTokens,
  });
  const startedAt = deps.clock.now();
  const requestId = newRequestId(startedAt);
  const { ruleId } = header.route;
  const route = {
    ...(ruleId !== undefined && { ruleId }),
    ...{ task, shadowOf: asked.requestId, signals: [], inputTokensEstimated: inputTokens },
    ...{ candidates: [targetName(target)], skipped: [] },
  };
  const { inbound } = asked;
  return {
    deps: { ...deps, budgets: undefined },
    ...{ inbound, outbound, snapshot, dialect, operation: 'chat', requestId, startedAt },
    startedMono: deps.clock.monotonic(),
    key: { id: SHADOW_KEY, name: SHADOW_KEY, workspaceId, tags: {} },
    raw: Buffer.from(stringifyExact(body)),
    chat,
    features: { ...features, requestedModel: target.model.id, stream: false, inputTokens },
    header: {
      ...{ requestId, startedAt, workspaceId, keyId: SHADOW_KEY, door: header.door, api: dialect.name },
      ...{ stream: false, requestedModel: target.model.id, tags: {}, route },
      configVersion: snapshot.version,
    },
    ...{ settings: {}, escalateTo: [], attempts: [], answerHeaders: {}, cacheUse: undefined },
  };
}

export interface InsideAnswer {
  /** Undefined: none came. */
  text: string | undefined;
  /** Undefined: nobody knows. */
  spent: Pico | undefined;
}

/** Asks, and books it. Throws GatewayError where the target has no words for the question; nothing is booked then. */
export async function askInside(asked: AdmittedExchange, question: InsideQuestion): Promise<InsideAnswer> {
  const outbound = new Collector();
  const request = requestFor(asked, question, outbound);
  try {
    await runAttempts(request, [question.target]);
  } catch (thrown) {
    const { code } = toGatewayError(thrown);
    const outcome = request.attempts.length === 0 ? 'rejected' : 'error';
    await completeRequest(request, outcome, ERROR_CODES[code].status, code);
  }
  const usd = totalCostUsd(request.attempts);
  const body = tryParseJson(outbound.body?.toString('utf8') ?? '');
  const answered = request.attempts.at(-1)?.outcome === 'success' && body !== undefined;
  return {
    text: answered ? textOfResponse(request.dialect.decodeResponse(body)) : undefined,
    spent: usd === undefined ? undefined : parseUsd(usd),
  };
}
