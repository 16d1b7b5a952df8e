import { z } from 'zod';
import { EMBEDDING_TASK } from '@/lib/cache/semantic/embedding-task';
import { MAX_DIMENSIONS, unitVector } from '@/lib/cache/semantic/meaning';
import { tryParseJson } from '@/lib/dialects/json-value';
import { dialectFor } from '@/lib/dialects/registry';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import type { Outbound } from '@/lib/http/exchange';
import { ineligible } from '@/lib/routing/eligibility';
import { resolveTarget, targetName } from '@/lib/routing/select-targets';
import { completeRequest, totalCostUsd } from '../books/complete-request';
import { Collector } from '../answer/collecting-outbound';
import type { AdmittedExchange } from '../exchange';
import { readEmbeddings } from '../prompt/read-embeddings';
import { newRequestId } from '../entrance/request-id';
import { runAttempts } from '../attempts/run-attempts';

const embedded = z.looseObject({
  data: z.tuple([z.looseObject({ embedding: z.array(z.number()).max(MAX_DIMENSIONS) })]),
});

/** The request for an embedding as one of its own, of the same key: routed by nobody, priced, budgeted and on the books. */
function requestFor(
  asked: AdmittedExchange,
  model: string,
  prompt: string,
  outbound: Outbound,
): AdmittedExchange {
  const body = { model, input: prompt };
  const { chat, promptTokens } = readEmbeddings(body);
  const { slot: _slot, ceiling: _ceiling, ...exchange } = asked;
  const { clock } = asked.deps;
  const [startedAt, inputTokens] = [clock.now(), promptTokens.total];
  const { facts: _facts, ...head } = asked.header;
  const { ruleId } = head.route;
  const requestId = newRequestId(startedAt);
  const route = {
    ...(ruleId !== undefined && { ruleId }),
    ...{ task: EMBEDDING_TASK, signals: [], inputTokensEstimated: inputTokens, candidates: [], skipped: [] },
  };
  const api = 'openai-embeddings';
  return {
    ...exchange,
    ...{ outbound, requestId, startedAt, startedMono: clock.monotonic(), operation: 'embeddings' },
    ...{ dialect: dialectFor('openai-chat'), raw: Buffer.from(JSON.stringify(body)), chat },
    features: {
      ...asked.features,
      requestedModel: model,
      stream: false,
      inputTokens,
      needs: { embeddings: true },
    },
    header: { ...head, requestId, startedAt, api, stream: false, requestedModel: model, route },
    ...{ settings: {}, escalateTo: [], attempts: [], answerHeaders: {}, cacheUse: undefined },
  };
}

/** The prompt's embedding, of length 1; undefined where none can be had. What it cost is on the books. Never rejects. */
export async function embedPrompt(
  asked: AdmittedExchange,
  model: string,
  prompt: string,
): Promise<Float32Array | undefined> {
  const outbound = new Collector();
  const request = requestFor(asked, model, prompt, outbound);
  const targets = resolveTarget(model, asked.snapshot).filter((one) => !ineligible(one, request.features));
  request.header.route.candidates = targets.map(targetName);
  try {
    await runAttempts(request, targets);
  } catch (thrown) {
    const { code } = toGatewayError(thrown);
    const outcome = request.attempts.length === 0 ? 'rejected' : 'error';
    await completeRequest(request, outcome, ERROR_CODES[code].status, code);
    return undefined;
  }
  asked.answerHeaders['x-tollgate-embedding-usd'] = totalCostUsd(request.attempts) ?? 'unpriced';
  const answer = embedded.safeParse(tryParseJson(outbound.body?.toString('utf8') ?? ''));
  return answer.success ? unitVector(answer.data.data[0].embedding) : undefined;
}
