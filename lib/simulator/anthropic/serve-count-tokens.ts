import { answerProblem } from '../answer-problem';
import { authProblem } from '../authenticate';
import type { Exchange } from '../exchange';
import { measurePrompt } from '../measure-prompt';
import { servedModel } from '../prepare-answer';
import { ProblemError } from '../problem';
import { readBody } from '../read-body';
import { messagesWire } from './messages-wire';
import { parseMessages } from './parse-messages';

/** `POST /v1/messages/count_tokens`: what the same message would count as input. Never billed. */
export async function serveCountTokens(exchange: Exchange): Promise<void> {
  try {
    const body = await readBody(exchange.request);
    const unknown = authProblem(exchange, messagesWire);
    if (unknown) return answerProblem(exchange, messagesWire, unknown);
    const ask = parseMessages(body, false);
    servedModel(messagesWire, ask.model, 'chat');
    const { textTokens, imageTokens } = measurePrompt(ask.segments);
    const headers = messagesWire.headers(exchange.requestId, exchange.elapsedMs);
    exchange.json(200, { input_tokens: textTokens + imageTokens }, headers);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    answerProblem(exchange, messagesWire, thrown.problem);
  }
}
