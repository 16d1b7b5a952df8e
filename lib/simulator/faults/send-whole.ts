import type { Exchange } from '../exchange';
import { writeCrumbs } from '../stream-writer';

const SLOW_MS = 30_000;
const STALL_MS = 600_000;
const BEFORE_RESET_MS = 25;
const MISSING_BYTES = 100;

/** Sends a finished JSON body, whole or as the fault would have it. */
export async function sendWhole(
  exchange: Exchange,
  body: Buffer,
  headers: Record<string, string>,
): Promise<void> {
  const { response, line, fault } = exchange;
  const type = fault?.kind === 'wrong_content_type' ? 'text/plain' : 'application/json';
  const length = body.length + (fault?.kind === 'wrong_content_length' ? MISSING_BYTES : 0);
  const head: Record<string, string> = { 'content-type': type, 'content-length': String(length), ...headers };
  if (fault?.kind === 'endless') delete head['content-length'];
  response.writeHead(200, head);
  const half = body.subarray(0, Math.floor(body.length / 2));
  switch (fault?.kind) {
    case 'slow_first_content':
      response.flushHeaders();
      await line.sleep(fault.waitMs ?? SLOW_MS);
      response.end(body);
      return;
    case 'stall':
      await line.write(half);
      await line.sleep(fault.waitMs ?? STALL_MS);
      line.reset();
      return;
    case 'reset_mid':
      await line.write(half);
      await line.sleep(BEFORE_RESET_MS);
      line.reset();
      return;
    case 'split':
      await writeCrumbs(line, body);
      response.end();
      return;
    case 'wrong_content_length':
      await line.write(body);
      response.socket?.destroySoon();
      return;
    case 'endless':
      return writeForever(exchange, half);
    default:
      response.end(body);
  }
}

/** White space without end, as fast as the client takes it. */
async function writeForever(exchange: Exchange, start: Buffer): Promise<void> {
  const blank = Buffer.alloc(16_384, ' ');
  await exchange.line.write(start);
  while (!exchange.line.gone) {
    await exchange.line.write(blank);
    await exchange.line.breathe();
  }
}
