import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { gatewayMetrics } from './gateway-metrics';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export interface ProbeOptions {
  deps: GatewayDeps;
  /** Counters of the books. */
  counters: () => string;
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
    case '/readyz': {
      const reasons = notReady(options.deps);
      sendJson(response, reasons.length === 0 ? 200 : 503, {
        status: reasons.length === 0 ? 'ready' : 'not ready',
        reasons,
      });
      return true;
    }
    case '/metrics':
      if (!mayReadMetrics(request, options.adminToken)) sendJson(response, 401, { error: 'unauthorized' });
      else {
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
        response.end(gatewayMetrics(options.deps) + options.counters());
      }
      return true;
    default:
      return false;
  }
}

/** Why requests should be sent elsewhere; empty when they may come. */
function notReady({ load, ledger, snapshot }: GatewayDeps): string[] {
  const reasons = [...load.problems];
  const unwritten = ledger.problem?.();
  if (unwritten !== undefined) reasons.push(unwritten);
  if (snapshot().version === 0) reasons.push('nothing is configured');
  return reasons;
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
