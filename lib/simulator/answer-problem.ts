import type { Exchange } from './exchange';
import type { Problem } from './problem';
import type { Wire } from './wire';

/** Answers with an error in the vendor's own shape. */
export function answerProblem(exchange: Exchange, wire: Wire, problem: Problem): void {
  const headers = wire.headers(exchange.requestId, exchange.elapsedMs);
  if (problem.retryAfter !== undefined) headers['retry-after'] = problem.retryAfter;
  exchange.json(problem.status, wire.error(problem, exchange.requestId), headers);
}
