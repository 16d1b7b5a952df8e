import type { Family } from '@/lib/telemetry/metrics/family';
import { gauge } from '@/lib/telemetry/metrics/family';
import type { Fleet } from './open-fleet';

/** Of what gateways share, in this process. */
export function fleetMetrics({ link }: Pick<Fleet, 'link'>, instances: number): Family[] {
  const calls = Object.entries(link.calls).map(([outcome, value]) => ({ labels: { outcome }, value }));
  return [
    gauge(
      'tollgate_shared_store_down',
      'Whether a gateway keeps limits for itself (1) or with the others (0).',
      link.isUp ? 0 : 1,
      'max',
    ),
    gauge('tollgate_gateways', 'Gateways alive, as the last report has it.', instances, 'max'),
    {
      name: 'tollgate_shared_store_calls_total',
      help: 'Calls of the shared store: ok, failed, late (past the deadline), refused (it was known to be away).',
      ...{ kind: 'counter', merge: 'sum', samples: calls },
    },
  ];
}
