import http from 'node:http';
import { parseRanges } from '@/lib/egress/cidr';
import { env } from '@/lib/env';
import { Load } from '@/lib/gateway/entrance/load';
import { answerProbe } from '@/lib/health/answer-probe';
import { drain } from '@/lib/health/drain';
import { frontReadiness } from '@/lib/health/front-readiness';
import { Forwarder } from '@/lib/http/forward';
import { notHere } from '@/lib/http/not-here';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import { logger } from '@/lib/logger';
import { MetricsReader } from '@/lib/telemetry/metrics/exchange-metrics';
import { parentChannel } from '@/lib/telemetry/metrics/parent-channel';
import { processMetrics } from '@/lib/telemetry/metrics/process-metrics';

/** The public port of a host without gateways: probes, metrics and, where there is a dashboard, its pages. */
const settings = env();
const role = settings.TOLLGATE_ROLE;
const trusted = parseRanges(settings.TOLLGATE_TRUSTED_PROXIES);
const publicProtocol = settings.TOLLGATE_PUBLIC_URL?.startsWith('https:') ? 'https' : 'http';
const dashboard = new Forwarder(settings.TOLLGATE_DASHBOARD_PORT, { publicProtocol, trusted });
const metrics = new MetricsReader(() => processMetrics('front'), parentChannel);
const load = new Load();

const probes = {
  readiness: frontReadiness({
    load,
    needed: role === 'worker' ? ['worker'] : ['ingester'],
    dashboardPort: role === 'dashboard' ? settings.TOLLGATE_DASHBOARD_PORT : undefined,
    answering: () => metrics.processes(),
  }),
  metrics: () => metrics.text(),
  adminToken: settings.TOLLGATE_ADMIN_TOKEN,
};

const server = http.createServer(SERVER_LIMITS, (request, response) => {
  if (answerProbe(request, response, probes)) return;
  if (request.url?.startsWith('/v1/') === true) notHere(response, 'No gateway runs', role);
  else if (role === 'dashboard') dashboard.forward(request, response);
  else notHere(response, 'No pages are', role);
});
if (process.env['NODE_ENV'] === 'development')
  server.on('upgrade', (request, socket, head) => dashboard.upgrade(request, socket, head));

process.once('SIGTERM', () => {
  void drain(server, load, { leaveMs: settings.TOLLGATE_LEAVE_MS, graceMs: settings.TOLLGATE_GRACE_MS }).then(
    () => process.exit(0),
  );
});
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));
process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));

server.listen(settings.PORT, settings.HOST, () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : undefined });
});
