/** What is said of a name that points at nothing. */
export function missing(kind: string, name: string): string {
  return `there is no ${kind} "${name}"`;
}
