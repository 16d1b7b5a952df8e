/** What stays in the address when one goes from page to page: where and when one is looking. */
export const KEPT_PARAMS = ['workspace', 'range', 'from', 'to'] as const;

/** `path` with the kept parameters of the present address. */
export function keepParams(path: string, present: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of KEPT_PARAMS) {
    const value = present.get(name);
    if (value !== null && value !== '') kept.set(name, value);
  }
  return kept.size === 0 ? path : `${path}?${kept}`;
}
