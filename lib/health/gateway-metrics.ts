import type { GatewayDeps } from '@/lib/gateway/exchange';
import { metricText } from './metrics';

const BREAKER_VALUE = { closed: 0, half_open: 1, open: 2 } as const;
const HEALTH_VALUE = { unknown: -1, healthy: 0, degraded: 1, unhealthy: 2 } as const;

/** Gauges of this process at this moment, in the Prometheus text format. */
export function gatewayMetrics({ load, health, clock }: GatewayDeps): string {
  const nowMs = clock.monotonic();
  const { requests, bytes, lagMs } = load.view;
  const states = [...health.all()];
  const gauge = (name: string, help: string, value: number) => metricText(name, help, 'gauge', [{ value }]);
  const healths = states.flatMap((state) =>
    (['stream', 'json'] as const).map((mode) => ({
      target: state.name,
      mode,
      view: health.view(state, mode),
    })),
  );
  return [
    gauge('tollgate_requests_in_flight', 'Requests under way.', requests),
    gauge('tollgate_request_bytes_in_flight', 'Bodies of the requests under way, bytes.', bytes),
    gauge('tollgate_event_loop_lag_ms', 'How late the event loop is, ms.', Math.round(lagMs)),
    gauge('tollgate_retries_in_flight', 'Retries under way.', health.retryBudget.retriesInFlight),
    gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
    gauge('process_uptime_seconds', 'Age of this process.', Math.round(process.uptime())),
    metricText(
      'tollgate_breaker_state',
      '0 closed, 1 half open, 2 open.',
      'gauge',
      states.map(({ name, breaker }) => ({
        labels: { target: name },
        value: BREAKER_VALUE[breaker.view(nowMs).kind],
      })),
    ),
    metricText(
      'tollgate_target_health',
      'Of the last five minutes: -1 too few calls, 0 healthy, 1 degraded, 2 unhealthy.',
      'gauge',
      healths.map(({ target, mode, view }) => ({
        labels: { target, mode },
        value: HEALTH_VALUE[view.status],
      })),
    ),
    metricText(
      'tollgate_target_p99_ms',
      'Slowest hundredth of the last five minutes to the first content, ms.',
      'gauge',
      healths.flatMap(({ target, mode, view: { p99Ms } }) =>
        p99Ms === undefined ? [] : [{ labels: { target, mode }, value: Math.round(p99Ms) }],
      ),
    ),
  ].join('');
}
