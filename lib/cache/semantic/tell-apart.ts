import { canonicalPrompt } from './canonical-prompt';

export type Difference = 'number' | 'negation' | 'name' | 'order' | 'more' | 'word';

const NEGATIONS: ReadonlySet<string> = new Set([
  ...['not', 'no', 'never', 'none', 'nobody', 'nothing', 'nor', 'neither', 'without', 'except', 'unless'],
  ...['không', 'chưa', 'chẳng', 'đừng', 'nicht', 'kein', 'nie', 'pas', 'jamais', 'nunca', 'sin', 'sans'],
]);

function kindOf(word: string | undefined): Difference | undefined {
  if (word === undefined) return undefined;
  if (/^[\d%$€£¥₫+-]/u.test(word)) return 'number';
  if (NEGATIONS.has(word)) return 'negation';
  return /^\p{Lu}/u.test(word) ? 'name' : undefined;
}

/**
 * What keeps two prompts from asking for the same, however alike their embeddings are; undefined when nothing does.
 * Prompts that differ in one number, name or “not” have been seen at a similarity of 0.985, and paraphrases below 0.92, so
 * nothing of content may differ at all: what is left is politeness, articles, plurals, spelling and a few words that stand for
 * each other. Pure.
 */
export function tellApart(one: string, other: string): Difference | undefined {
  const [a, b] = [canonicalPrompt(one), canonicalPrompt(other)];
  if (a.length === 0) return 'more';
  const at = a.findIndex((word, index) => word !== b[index]);
  if (at === -1) return a.length === b.length ? undefined : 'more';
  const kind = kindOf(a[at]) ?? kindOf(b[at]);
  if (kind !== undefined) return kind;
  if (a.length !== b.length) return 'more';
  return [...a].sort().join('\n') === [...b].sort().join('\n') ? 'order' : 'word';
}
