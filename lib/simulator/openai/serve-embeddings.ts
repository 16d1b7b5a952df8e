import { answerProblem } from '../answer-problem';
import { authProblem } from '../authenticate';
import { Bill } from '../bill';
import type { Exchange } from '../exchange';
import { chooseFault } from '../faults/choose';
import { sendWhole } from '../faults/send-whole';
import { strikeEarly } from '../faults/strike-early';
import { asList, asNumber, type Json } from '../json';
import { countTokens } from '../measure-prompt';
import { drawPace } from '../pace';
import { servedModel } from '../prepare-answer';
import { ProblemError } from '../problem';
import { readBody } from '../read-body';
import type { Wire } from '../wire';
import { chatWire } from './chat-wire';
import { embed, encodeVector } from './embed';
import { requireModel } from './parse-options';

const DEFAULT_DIMENSIONS = 1536;

/** Embeddings bill through the same ledger; only their usage has another shape. */
const embeddingsWire: Wire = {
  ...chatWire,
  usage: (prompt) => ({ prompt_tokens: prompt.text, total_tokens: prompt.text }),
  responseId: (answer) => `embd-${answer.id}`,
};

/** `input`: a text, texts, a list of token numbers, or several. */
function readInputs(body: Json): { text: string; tokens: number }[] {
  const { input } = body;
  const list = Array.isArray(input) && typeof input[0] !== 'number' ? asList(input) : [input];
  const inputs = list.flatMap((item) => {
    if (typeof item === 'string') return [{ text: item, tokens: countTokens(item) }];
    return Array.isArray(item) ? [{ text: item.join(' '), tokens: item.length }] : [];
  });
  if (inputs.length > 0 && inputs.every((item) => item.text !== '')) return inputs;
  throw new ProblemError({ status: 400, message: "'$.input' is invalid.", param: 'input' });
}

/** `POST /v1/embeddings`. */
export async function serveEmbeddings(exchange: Exchange): Promise<void> {
  try {
    const body = await readBody(exchange.request);
    const unknown = authProblem(exchange, embeddingsWire);
    if (unknown) return answerProblem(exchange, embeddingsWire, unknown);
    exchange.fault = chooseFault(exchange);
    if (await strikeEarly(exchange, embeddingsWire, false)) return;
    await answerEmbeddings(exchange, body);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    answerProblem(exchange, embeddingsWire, thrown.problem);
  }
}

async function answerEmbeddings(exchange: Exchange, body: Json): Promise<void> {
  const { state } = exchange;
  const name = requireModel(body);
  const model = servedModel(embeddingsWire, name, 'embedding');
  const inputs = readInputs(body);
  const text = inputs.reduce((sum, input) => sum + input.tokens, 0);
  const prompt = { text, image: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
  const pace = drawPace(model, String(text), state.seed, state.latencyFactor);
  await state.shutdown.wait(pace.firstTokenMs - exchange.elapsedMs);
  if (state.shutdown.closing) return;
  const answer = { id: state.newId(28), createdS: 0, model: name, prompt, choices: [] };
  new Bill(exchange, embeddingsWire, model, answer, false).settle({ text: 0, reasoning: 0 }, true);
  if (exchange.line.gone) return;
  const format = body['encoding_format'] === 'base64' ? 'base64' : 'float';
  const dimensions = Math.min(
    DEFAULT_DIMENSIONS,
    Math.max(1, asNumber(body['dimensions']) ?? DEFAULT_DIMENSIONS),
  );
  const data = inputs.map((input, index) => {
    const embedding = encodeVector(embed(input.text, dimensions), format);
    return { object: 'embedding', index, embedding };
  });
  const usage = embeddingsWire.usage(prompt, { text: 0, reasoning: 0 }, name);
  const bytes = Buffer.from(JSON.stringify({ object: 'list', data, model: name, usage }));
  await sendWhole(exchange, bytes, embeddingsWire.headers(exchange.requestId, exchange.elapsedMs));
}
