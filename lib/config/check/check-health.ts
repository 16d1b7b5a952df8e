import type { ParsedEntries } from './parse-entries';
import type { ConfigProblem } from './problem';
import type { HealthEntry } from '../schemas';

/** Thresholds that contradict each other, or stand for no workspace. */
export function checkHealth(
  { entries }: ParsedEntries,
  { workspaces }: { workspaces: ReadonlySet<string> },
): ConfigProblem[] {
  return entries.health.flatMap(({ index, value }) => {
    const missing = workspaces.has(value.id)
      ? []
      : [{ path: `health[${index}].id`, message: `there is no workspace "${value.id}"` }];
    return [...missing, ...contradictions(index, value)];
  });
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
