import type { GatewayDeps } from '@/lib/gateway/exchange';
import type { TargetHealth } from '@/lib/gateway/targets/target-health';
import { type Family, gauge } from './family';

const BREAKER_VALUE = { closed: 0, half_open: 1, open: 2 } as const;
const HEALTH_VALUE = { unknown: -1, healthy: 0, degraded: 1, unhealthy: 2 } as const;

/** What is so in this gateway at this moment. */
export function gatewayMetrics(
  {
    load,
    health,
    clock,
    ledger,
    snapshot,
  }: Pick<GatewayDeps, 'load' | 'health' | 'clock' | 'ledger' | 'snapshot'>,
  process: string,
): Family[] {
  const { requests, bytes, lagMs } = load.view;
  const isRefusing = ledger.problem?.() !== undefined;
  return [
    gauge('tollgate_requests_in_flight', 'Requests under way.', requests),
    gauge('tollgate_request_bytes_in_flight', 'Bodies of the requests under way, bytes.', bytes),
    gauge('tollgate_event_loop_lag_seconds', 'How late the event loop is.', lagMs / 1_000, 'max'),
    gauge('tollgate_retries_in_flight', 'Retries under way.', health.retryBudget.retriesInFlight),
    gauge('tollgate_config_version', 'Configuration in force, by process.', [
      { labels: { process }, value: snapshot().version },
    ]),
    gauge('tollgate_log_refused', '1: the disk refuses records of requests.', isRefusing ? 1 : 0, 'max'),
    ...targetMetrics(health, clock.monotonic()),
  ];
}

/** Of several processes the worst is told. */
function targetMetrics(health: TargetHealth, nowMs: number): Family[] {
  const states = [...health.all()];
  const modes = states.flatMap((state) =>
    (['stream', 'json'] as const).map((mode) => ({
      labels: { target: state.name, mode },
      view: health.view(state, mode),
    })),
  );
  const breakers = states.map(({ name, breaker }) => ({
    labels: { target: name },
    value: BREAKER_VALUE[breaker.view(nowMs).kind],
  }));
  const statuses = modes.map(({ labels, view }) => ({ labels, value: HEALTH_VALUE[view.status] }));
  const slowest = modes.map(({ labels, view: { p99Ms } }) => ({
    labels,
    value: p99Ms === undefined ? undefined : p99Ms / 1_000,
  }));
  return [
    gauge('tollgate_breaker_state', '0 closed, 1 half open, 2 open; the worst.', breakers, 'max'),
    gauge(
      'tollgate_target_health',
      'Of five minutes: -1 too few calls, 0 healthy, 1 degraded, 2 unhealthy; the worst.',
      statuses,
      'max',
    ),
    gauge(
      'tollgate_target_p99_seconds',
      'Slowest hundredth of five minutes to the first content; the slowest process.',
      slowest,
      'max',
    ),
  ];
}
