import type { ConfigDocument } from '@/lib/config/schemas';
import { HEALTH_DEFAULTS, type HealthThresholds } from './judge';

/** Thresholds of a workspace: its own in the configuration, or the usual ones. Pure. */
export function thresholdsOf(
  { health }: Pick<ConfigDocument, 'health'>,
  workspaceId: string,
): HealthThresholds {
  return health.find((entry) => entry.id === workspaceId) ?? HEALTH_DEFAULTS;
}
