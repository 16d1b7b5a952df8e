export interface TextPlace {
  /** Both from 1. */
  line: number;
  column: number;
}

const TOKEN =
  /[{}[\]:,]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | ', or end' | 'nothing';

/**
 * Where JSON text stops being JSON; undefined when it is right. Needed because the engine's own message quotes the
 * text, which may be a secret, and often does not say where it is.
 */
export function findJsonError(text: string): TextPlace | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = skipSpace(text, 0);
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    const next: Expected | undefined = token === undefined ? undefined : step(token, expected, open);
    if (token === undefined || next === undefined) return placeOf(text, at);
    expected = next;
    at = skipSpace(text, at + token.length);
  }
  return expected === 'nothing' ? undefined : placeOf(text, text.length);
}

/** What may follow a token, or undefined when the token itself may not stand here. */
function step(token: string, expected: Expected, open: ('{' | '[')[]): Expected | undefined {
  const inside = open.at(-1);
  switch (token) {
    case '{':
    case '[':
      if (!expected.startsWith('value')) return undefined;
      open.push(token);
      return token === '{' ? 'name or }' : 'value or ]';
    case '}':
      return inside === '{' && (expected === 'name or }' || expected === ', or end')
        ? close(open)
        : undefined;
    case ']':
      return inside === '[' && (expected === 'value or ]' || expected === ', or end')
        ? close(open)
        : undefined;
    case ',':
      if (expected !== ', or end') return undefined;
      return inside === '{' ? 'name' : 'value';
    case ':':
      return expected === 'colon' ? 'value' : undefined;
    default:
      if (expected.startsWith('name')) return token.startsWith('"') ? 'colon' : undefined;
      return expected.startsWith('value') ? afterValue(open) : undefined;
  }
}

function close(open: ('{' | '[')[]): Expected {
  open.pop();
  return afterValue(open);
}

function afterValue(open: readonly unknown[]): Expected {
  return open.length === 0 ? 'nothing' : ', or end';
}

function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = from;
  return from + (SPACE.exec(text)?.[0].length ?? 0);
}

function placeOf(text: string, at: number): TextPlace {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
