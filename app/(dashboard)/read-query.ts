/** Search parameters by name, the first of each: the form in which schemas read them. */
export function readQuery(
  params: Record<string, string | string[] | undefined>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** The address of a page with its query, as the sign-in page sends one back to it. */
export function addressOf(path: string, query: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, value);
  }
  return params.size === 0 ? path : `${path}?${params}`;
}
