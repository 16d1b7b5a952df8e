import { GatewayError } from '@/lib/errors/gateway-error';
import { validateBody } from '@/lib/dialects/validate-body';
import { feedbackSchema, type Given } from '@/lib/feedback/schemas';
import { authenticate } from '../entrance/authenticate';
import { enterRequest } from '../entrance/enter-request';
import type { Exchange } from '../exchange';
import { readJson } from '../prompt/read-json';
import { timeOfRequestId } from '../entrance/request-id';
import { sendJson } from '../answer/send-json';

/**
 * POST /v1/feedback: how good the answer to one of the key's own requests was. The same again changes nothing, another
 * score takes the place of the first. Throws GatewayError.
 */
export async function giveFeedback(exchange: Exchange): Promise<void> {
  const key = authenticate(exchange);
  const admittance = await enterRequest(exchange, key);
  try {
    const { raw, body } = await readJson(exchange);
    admittance.hasBody(raw.length);
    const feedback = validateBody(feedbackSchema, body);
    const startedAt = timeOfRequestId(feedback.requestId);
    const status = startedAt === undefined ? 'unknown' : await keep(exchange, key.id, feedback, startedAt);
    if (status === 'unknown')
      throw new GatewayError('not_found', 'This key has made no request with this id.', {
        param: 'request_id',
      });
    sendJson(exchange, {
      object: 'feedback',
      request_id: feedback.requestId,
      score: feedback.score,
      label: feedback.label ?? null,
      status,
    });
  } finally {
    admittance.end(0);
  }
}

async function keep(
  { deps, requestId }: Exchange,
  keyId: string,
  feedback: Parameters<NonNullable<Exchange['deps']['feedback']>['give']>[1],
  startedAt: number,
): Promise<Given> {
  try {
    if (deps.feedback !== undefined) return await deps.feedback.give(keyId, feedback, startedAt);
  } catch (error) {
    deps.onInternalError(error, requestId);
  }
  throw new GatewayError('overloaded', 'Feedback cannot be kept just now.', { retryAfterS: 5 });
}
