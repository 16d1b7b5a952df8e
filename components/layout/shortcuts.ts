/** Pages that a key opens after `g`. */
export const GO_KEYS: Readonly<Record<string, string>> = {
  o: '/overview',
  s: '/spend',
  v: '/savings',
  r: '/requests',
  h: '/health',
  t: '/routing',
  b: '/budgets',
  a: '/alerts',
  p: '/playground',
  k: '/keys',
};

/** A `g` counts for so long. */
export const GO_WITHIN_MS = 1_500;

/** What a key press means. */
export type Press = 'palette' | 'help' | 'go' | { open: string };

/** The part of a keyboard event that is looked at. */
export interface KeyPress {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  /** Whether the key writes something where the focus is. */
  isTyping: boolean;
  /** ms since the last `g`; undefined: none. */
  sinceGoMs: number | undefined;
}

/** What a press asks for; undefined: nothing of ours. Pure. */
export function meaningOf({
  key,
  metaKey,
  ctrlKey,
  altKey,
  isTyping,
  sinceGoMs,
}: KeyPress): Press | undefined {
  if (metaKey || ctrlKey) return key.toLowerCase() === 'k' && !altKey ? 'palette' : undefined;
  if (isTyping || altKey) return undefined;
  const isSoon = sinceGoMs !== undefined && sinceGoMs <= GO_WITHIN_MS;
  const open = isSoon && Object.hasOwn(GO_KEYS, key) ? GO_KEYS[key] : undefined;
  if (open !== undefined) return { open };
  if (key === '?') return 'help';
  return key === 'g' ? 'go' : undefined;
}
