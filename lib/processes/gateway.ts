import http from 'node:http';
import { parseRanges } from '@/lib/egress/cidr';
import { env } from '@/lib/env';
import { handleRequest } from '@/lib/gateway/handle-request';
import { openGateway } from '@/lib/gateway/open-gateway';
import { answerProbe } from '@/lib/health/answer-probe';
import { drain } from '@/lib/health/drain';
import { readiness } from '@/lib/health/readiness';
import { shareKeyUsage } from '@/lib/gateway/entrance/share-key-usage';
import { warmUp } from '@/lib/gateway/warm-up/warm-up';
import { Forwarder } from '@/lib/http/forward';
import { notHere } from '@/lib/http/not-here';
import { NodeInbound, NodeOutbound } from '@/lib/http/node-exchange';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import { logger } from '@/lib/logger';
import { MetricsReader, tellMetrics } from '@/lib/telemetry/metrics/exchange-metrics';
import { gatewayMetrics } from '@/lib/telemetry/metrics/gateway-metrics';
import { parentChannel } from '@/lib/telemetry/metrics/parent-channel';
import { processMetrics } from '@/lib/telemetry/metrics/process-metrics';

const settings = env();
const gateway = await openGateway('fast');
const name = process.env['TOLLGATE_PROCESS'] ?? 'gateway';
// With Redis the siblings of this machine are gateways like any other.
if (gateway.fleet === undefined) shareKeyUsage(gateway.deps.keyLimits, parentChannel);
const ownMetrics = () => [
  ...gatewayMetrics(gateway.deps, name),
  ...gateway.metrics.families(),
  ...(gateway.fleet?.metrics() ?? []),
  ...processMetrics(name),
];
tellMetrics(ownMetrics, parentChannel);
const metrics = new MetricsReader(ownMetrics, parentChannel);
const trusted = parseRanges(settings.TOLLGATE_TRUSTED_PROXIES);
const publicProtocol = settings.TOLLGATE_PUBLIC_URL?.startsWith('https:') ? 'https' : 'http';
const dashboard = new Forwarder(settings.TOLLGATE_DASHBOARD_PORT, { publicProtocol, trusted });

const probes = {
  readiness: async () => readiness(await gateway.standing()),
  metrics: () => metrics.text(),
  adminToken: settings.TOLLGATE_ADMIN_TOKEN,
};

const hasPages = settings.TOLLGATE_ROLE === 'all';
const server = http.createServer(SERVER_LIMITS);

server.on('request', (request, response) => {
  const url = request.url ?? '/';
  if (url.startsWith('/v1/')) {
    const inbound = new NodeInbound(request, trusted);
    void handleRequest(gateway.deps, inbound, new NodeOutbound(response, request));
  } else if (answerProbe(request, response, probes)) return;
  else if (hasPages) dashboard.forward(request, response);
  else notHere(response, 'No pages are', settings.TOLLGATE_ROLE);
});
// Hot reloading in development. Without a listener Node answers a request that asks for an upgrade like any other.
if (process.env['NODE_ENV'] === 'development')
  server.on('upgrade', (request, socket, head) => dashboard.upgrade(request, socket, head));

/** Lets balancers know, stops accepting, lets what runs come to its end within the grace, then closes the books. */
function stop(): void {
  const times = { leaveMs: settings.TOLLGATE_LEAVE_MS, graceMs: settings.TOLLGATE_GRACE_MS };
  void drain(server, gateway.deps.load, times).then(() => {
    dashboard.close();
    return gateway.close().finally(() => process.exit(0));
  });
}

process.once('SIGTERM', stop);
// Ctrl-C reaches the whole process group; the supervisor alone decides when to stop.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));
process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));

// In development the first request may well be slow; a restart should not.
if (process.env['NODE_ENV'] === 'production')
  await warmUp(gateway.deps).catch((err: unknown) => logger.warn({ err }, 'the pipeline is not warmed up'));

server.listen(settings.PORT, settings.HOST, () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : undefined });
});
