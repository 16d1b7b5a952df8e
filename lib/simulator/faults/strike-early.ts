import { answerProblem } from '../answer-problem';
import type { Exchange } from '../exchange';
import type { Wire } from '../wire';
import { isStatusFault, type FaultKind } from './kinds';
import { statusProblem } from './status-problem';

const HANG_MS = 600_000;

const HTML = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center></body></html>
`;

/** A body in one piece is an error or it is not. */
function asWhole(kind: FaultKind): FaultKind {
  return kind === 'error_before_content' || kind === 'error_after_content' ? 'json_error' : kind;
}

/** Lets a fault happen that needs no answer. True: the exchange is over, and nothing is billed. */
export async function strikeEarly(exchange: Exchange, wire: Wire, streamed: boolean): Promise<boolean> {
  const { line, response, state, fault } = exchange;
  if (!fault) return false;
  if (isStatusFault(fault.kind)) {
    answerProblem(exchange, wire, statusProblem(fault.kind, fault, state.clock.now()));
    return true;
  }
  switch (streamed ? fault.kind : asWhole(fault.kind)) {
    case 'reset':
    case 'refuse':
      line.reset();
      return true;
    case 'hang':
      await line.sleep(fault.waitMs ?? HANG_MS);
      line.reset();
      return true;
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' });
      response.end(HTML);
      return true;
    case 'json_error': {
      const problem = { status: 500, message: 'The server had an error while processing your request.' };
      exchange.json(200, wire.error(problem, exchange.requestId), wire.headers(exchange.requestId, 0));
      return true;
    }
    default:
      return false;
  }
}
