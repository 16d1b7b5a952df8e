import { answerProblem } from './answer-problem';
import { authProblem } from './authenticate';
import type { Exchange } from './exchange';
import { chooseFault } from './faults/choose';
import { strikeEarly } from './faults/strike-early';
import type { Json } from './json';
import { prepareAnswer } from './prepare-answer';
import { ProblemError } from './problem';
import { readBody } from './read-body';
import { serveStream } from './serve-stream';
import { serveWhole } from './serve-whole';
import type { Wire, WirePath } from './wire';

function isStreamed(body: Json, path: WirePath): boolean {
  return path.stream ?? body['stream'] === true;
}

/** One generation request: read, let faults strike, generate, answer, bill. */
export async function serveGenerate(exchange: Exchange, wire: Wire, path: WirePath): Promise<void> {
  try {
    const body = await readBody(exchange.request);
    const unknown = authProblem(exchange, wire);
    if (unknown) return answerProblem(exchange, wire, unknown);
    exchange.fault = chooseFault(exchange);
    if (await strikeEarly(exchange, wire, isStreamed(body, path))) return;
    const ask = wire.parse(body, path);
    const prepared = prepareAnswer(exchange, wire, ask);
    await (ask.stream ? serveStream : serveWhole)(exchange, wire, ask, prepared);
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    answerProblem(exchange, wire, thrown.problem);
  }
}
