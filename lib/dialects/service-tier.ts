const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    standard: 'default',
    on_demand: 'default',
    on_demand_flex: 'flex',
    on_demand_priority: 'priority',
  }),
);

/** A vendor's name for the tier that it billed, as ours: `default`, `flex`, `priority`, `batch`, or its own in lower case. */
export function readServiceTier(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const name = value.toLowerCase();
  return SAME.get(name) ?? name;
}
