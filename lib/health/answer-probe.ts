import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readiness } from './readiness';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export interface ProbeOptions {
  /** For /readyz. */
  readiness: () => Promise<Readiness>;
  /** The metrics of all processes of this machine, as text. */
  metrics: () => Promise<string>;
  /** Bearer token that may read the metrics from elsewhere; absent: this machine only. */
  adminToken: string | undefined;
}

/** Answers /healthz, /readyz and /metrics. False: it was none of them. */
export function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  options: ProbeOptions,
): boolean {
  switch (request.url) {
    case '/healthz':
      sendJson(response, 200, { status: 'ok' });
      return true;
    case '/readyz':
      answering(response, () => answerReady(response, options));
      return true;
    case '/metrics':
      if (!mayReadMetrics(request, options.adminToken)) sendJson(response, 401, { error: 'unauthorized' });
      else answering(response, () => answerMetrics(response, options));
      return true;
    default:
      return false;
  }
}

/** What fails inside must not leave who asks waiting. */
function answering(response: ServerResponse, answer: () => Promise<void>): void {
  answer().catch(() => {
    if (!response.headersSent) sendJson(response, 503, { status: 'not known' });
    else response.destroy();
  });
}

async function answerReady(response: ServerResponse, { readiness }: ProbeOptions): Promise<void> {
  const { ready, reasons, warnings } = await readiness();
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', reasons, warnings });
}

async function answerMetrics(response: ServerResponse, { metrics }: ProbeOptions): Promise<void> {
  const text = await metrics();
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  response.end(text);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Names of providers and models are not for everybody. */
function mayReadMetrics(request: IncomingMessage, adminToken: string | undefined): boolean {
  if (adminToken !== undefined) {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${adminToken}`));
  }
  const isForwarded = request.headers['x-forwarded-for'] !== undefined;
  return !isForwarded && LOOPBACK.has(request.socket.remoteAddress ?? '');
}
