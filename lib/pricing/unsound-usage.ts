/** More than any one answer can have used, whatever is counted: the largest context windows hold ten million tokens. */
export const MOST_IN_ONE_ANSWER = 1_000_000_000;

/** Names under which vendors report counts: `prompt_tokens`, `thoughtsTokenCount`, `web_search_requests`. */
const COUNT = /(?:tokens|[tT]okenCount|_requests|_queries)$/;
/** Usage objects are two or three deep; a deeper one is not worth the walk. */
const MAX_DEPTH = 6;

/**
 * Paths of the counts in a provider's usage object that are no counts: negative, fractional, text, or beyond what one
 * answer can use. Empty when all is well; `null` and absent are no reports. Nothing of such usage may be billed: what
 * else is in it was counted by the same hand.
 */
export function unsoundCounts(raw: unknown): string[] {
  const found: string[] = [];
  collect(raw, '', 0, found);
  return found;
}

function collect(value: unknown, path: string, depth: number, found: string[]): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name];
    if (inner === null || inner === undefined) continue;
    if (typeof inner === 'object') collect(inner, pathTo(path, name), depth + 1, found);
    else if (!isCount(inner) && COUNT.test(name)) found.push(pathTo(path, name));
  }
}

function pathTo(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_IN_ONE_ANSWER;
}
