/** What an address says of where one is and not of what one looks at: the workspace, the view itself, a page of a list. */
const LEFT_OUT = ['workspace', 'view', 'after', 'before'] as const;

/** The part of a query that a view keeps, in one order, so that the same state is the same text. Pure. */
export function keptQuery(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of LEFT_OUT) params.delete(name);
  for (const [name, value] of [...params]) if (value === '') params.delete(name, value);
  params.sort();
  return params.toString();
}
