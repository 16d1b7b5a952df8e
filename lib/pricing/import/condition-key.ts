/** The same text for equal conditions, in whatever order their fields and lists were written. */
export function conditionKey(when: unknown): string {
  return JSON.stringify(canonical(when));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(canonical(item))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.map(([name, field]) => [name, canonical(field)]).sort();
}
