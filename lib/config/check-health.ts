import type { ParsedEntries } from './parse-entries';
import type { ConfigProblem } from './problem';
import type { HealthEntry } from './schemas';

/** Thresholds that contradict each other or stand for no workspace, and probes of what a provider does not offer. */
export function checkHealth(
  { entries, incomplete }: ParsedEntries,
  { workspaces }: { workspaces: ReadonlySet<string> },
): ConfigProblem[] {
  const thresholds = entries.health.flatMap(({ index, value }) => {
    const missing = workspaces.has(value.id)
      ? []
      : [{ path: `health[${index}].id`, message: `there is no workspace "${value.id}"` }];
    return [...missing, ...contradictions(index, value)];
  });
  if (incomplete.has('models')) return thresholds;
  const probes = entries.providers.flatMap(({ index, value: { id, probe } }) => {
    if (probe === undefined) return [];
    const offered = entries.models.some(
      ({ value }) => value.id === probe.model && value.offers.some((offer) => offer.provider === id),
    );
    const message = `the provider "${id}" does not offer the model "${probe.model}"`;
    return offered ? [] : [{ path: `providers[${index}].probe.model`, message }];
  });
  return [...thresholds, ...probes];
}

/** Who is unhealthy has to be degraded too. */
function contradictions(index: number, { degraded, unhealthy }: HealthEntry): ConfigProblem[] {
  const names = ['p99Ms', 'errorRate'] as const;
  return names
    .filter((name) => degraded[name] > unhealthy[name])
    .map((name) => ({
      path: `health[${index}].degraded.${name}`,
      message: `is above unhealthy.${name} (${unhealthy[name]})`,
    }));
}
