import { jsonPath } from './json-path';
import type { ConfigProblem } from './problem';

/**
 * Text that PostgreSQL cannot keep: NUL characters and halves of surrogate pairs, which JSON can smuggle in as
 * escapes. Found here it is the sender's mistake; found by the database it would look like ours.
 */
export function unstorableText(input: unknown): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const left: { value: unknown; path: PropertyKey[] }[] = [{ value: input, path: [] }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    if (typeof value === 'string') {
      if (!isStorable(value))
        problems.push({ path: jsonPath(path), message: 'holds a character that is no text' });
    } else if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => left.push({ value: item, path: [...path, index] }));
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        if (isStorable(name)) left.push({ value: item, path: [...path, name] });
        else problems.push({ path: jsonPath(path), message: 'has a field whose name is no text' });
      }
    }
  }
  return problems;
}

/** Whether PostgreSQL can keep a text. Pure. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
