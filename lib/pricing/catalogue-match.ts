import type { MatchLogic } from '@pydantic/genai-prices';

/** Whether a provider-side model name is one that a catalogue entry means. Case is ignored, except by patterns. */
export function matchesName(logic: MatchLogic, name: string): boolean {
  const lower = name.toLowerCase();
  if ('or' in logic) return logic.or.some((part) => matchesName(part, name));
  if ('and' in logic) return logic.and.every((part) => matchesName(part, name));
  if ('equals' in logic) return lower === logic.equals.toLowerCase();
  if ('starts_with' in logic) return lower.startsWith(logic.starts_with.toLowerCase());
  if ('ends_with' in logic) return lower.endsWith(logic.ends_with.toLowerCase());
  if ('contains' in logic) return lower.includes(logic.contains.toLowerCase());
  return new RegExp(logic.regex).test(name);
}
