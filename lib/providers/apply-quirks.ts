import type { Quirks } from './presets';

/** What a server's quirks made of a body. */
export interface QuirkedBody {
  body: Record<string, unknown>;
  changed: boolean;
  /** Parameters that were left out and are missed. */
  dropped: string[];
}

/** A body in the server's own words; the given one stays as it is. `null` is absent, so its loss is not named. */
export function applyQuirks(given: Record<string, unknown>, quirks: Quirks): QuirkedBody {
  const body = new Map(Object.entries(given));
  const dropped: string[] = [];
  let changed = false;
  for (const [from, to] of Object.entries(quirks.renames ?? {})) {
    const value = body.get(from);
    if (value === undefined) continue;
    body.set(to, value);
    body.delete(from);
    changed = true;
  }
  for (const name of quirks.drops ?? []) {
    if (body.get(name) === undefined) continue;
    if (body.get(name) !== null) dropped.push(name);
    body.delete(name);
    changed = true;
  }
  if (quirks.usageUnasked === true && body.delete('stream_options')) changed = true;
  return { body: changed ? Object.fromEntries(body) : given, changed, dropped };
}

/** Whether bytes may hold a parameter that a quirk is about; false is certain. */
export function mayNeedQuirks(raw: Buffer, quirks: Quirks): boolean {
  if (quirks.renames === undefined && quirks.drops === undefined && quirks.usageUnasked !== true)
    return false;
  const names = [...Object.keys(quirks.renames ?? {}), ...(quirks.drops ?? [])];
  if (quirks.usageUnasked === true) names.push('stream_options');
  return names.some((name) => raw.includes(`"${name}"`));
}
