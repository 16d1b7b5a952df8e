/**
 * A JSON value as a text of its own, to be digested and not to be read: the names of each object in order, each string
 * behind its length; and how many names there were.
 */
export interface Canonical {
  text: string;
  members: number;
}

/** The same text for the same JSON value, however it was written. Top-level members in `left` are counted and left out. */
export function canonicalJson(value: unknown, left: ReadonlySet<string> = new Set()): Canonical {
  const count = { members: 0 };
  return { text: write(value, left, count), members: count.members };
}

const NONE: ReadonlySet<string> = new Set();

function write(value: unknown, left: ReadonlySet<string>, count: { members: number }): string {
  if (typeof value === 'string') return writeText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((one) => write(one, NONE, count)).join(',')}]`;
  const record = value as Record<string, unknown>;
  const written: string[] = [];
  for (const name of Object.keys(record).sort()) {
    count.members += 1;
    const text = write(record[name], NONE, count);
    if (!left.has(name)) written.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${written.join(',')}}`;
}

/** Escaping a long prompt would take longer than all the rest. Halves of a surrogate pair are lost in UTF-8, so those are escaped. */
function writeText(text: string): string {
  return text.isWellFormed() ? `"${text.length}:${text}` : `\\${JSON.stringify(text)}`;
}
