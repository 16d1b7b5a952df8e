import { safeHref } from './safe-href';
import type { Inline } from './types';

/** How far a closing mark may be; what a model leaves open costs no more than that. */
const MAX_SPAN = 2_000;
const MAX_DEPTH = 6;
const ESCAPED = /[\\`*_[\]()#+\-.!<>~|{}]/;

/** A line of text with its code, emphasis and links. Anything else, HTML too, is text. Linear in its length. */
export function parseInline(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const special = specialAt(text, at, depth);
    if (special === undefined) plain += text.charAt(at);
    else if (typeof special.inline === 'string') plain += special.inline;
    else {
      flush();
      found.push(special.inline);
    }
    at += special?.length ?? 1;
  }
  flush();
  return found;
}

interface Special {
  inline: Inline | string;
  /** Characters that it takes. */
  length: number;
}

function specialAt(text: string, at: number, depth: number): Special | undefined {
  switch (text.charAt(at)) {
    case '\\':
      return ESCAPED.test(text.charAt(at + 1)) ? { inline: text.charAt(at + 1), length: 2 } : undefined;
    case '\n':
      return { inline: { kind: 'break' }, length: 1 };
    case '`':
      return codeAt(text, at);
    case '*':
    case '_':
      return depth < MAX_DEPTH ? emphasisAt(text, at, depth) : undefined;
    case '[':
      return linkAt(text, at);
    case '!':
      // An image would be asked for from elsewhere, and so tell that it was seen: its words stand for it.
      return text.charAt(at + 1) === '[' ? imageAt(text, at) : undefined;
    case '<':
      return addressAt(text, at);
    default:
      return undefined;
  }
}

/** Where `mark` is next from `from` on, within reach. */
function closing(text: string, mark: string, from: number): number {
  const at = text.slice(from, from + MAX_SPAN).indexOf(mark);
  return at < 0 ? -1 : from + at;
}

function codeAt(text: string, at: number): Special | undefined {
  const mark = text.startsWith('``', at) ? '``' : '`';
  const end = closing(text, mark, at + mark.length);
  if (end < 0) return undefined;
  const code = text.slice(at + mark.length, end);
  return { inline: { kind: 'code', text: code.trim() || code }, length: end + mark.length - at };
}

function emphasisAt(text: string, at: number, depth: number): Special | undefined {
  const sign = text.charAt(at);
  const mark = text.charAt(at + 1) === sign ? sign + sign : sign;
  const from = at + mark.length;
  if (/\s/.test(text.charAt(from)) || (sign === '_' && /\w/.test(text.charAt(at - 1)))) return undefined;
  const end = closing(text, mark, from);
  if (end <= from || /\s/.test(text.charAt(end - 1))) return undefined;
  const children = parseInline(text.slice(from, end), depth + 1);
  const kind = mark.length === 2 ? 'strong' : 'emphasis';
  return { inline: { kind, children }, length: end + mark.length - at };
}

/** `[words](address "title")` from `at` on: both parts as written, and how long it is. */
function bracketsAt(text: string, at: number) {
  const middle = closing(text, '](', at + 1);
  const end = middle < 0 ? -1 : closing(text, ')', middle + 2);
  if (end < 0) return undefined;
  const address = text.slice(middle + 2, end).replace(/\s+"[^"]*"\s*$/, '');
  return { words: text.slice(at + 1, middle), address, length: end + 1 - at };
}

function linkAt(text: string, at: number): Special | undefined {
  const link = bracketsAt(text, at);
  if (link === undefined) return undefined;
  const href = safeHref(link.address);
  const { words, length } = link;
  // An address that may not be one is shown as it was written.
  if (href === undefined) return { inline: text.slice(at, at + length), length };
  return { inline: { kind: 'link', href, text: words || href }, length };
}

function imageAt(text: string, at: number): Special | undefined {
  const image = bracketsAt(text, at + 1);
  return image && { inline: `[image: ${image.words || 'without words'}]`, length: image.length + 1 };
}

function addressAt(text: string, at: number): Special | undefined {
  const end = closing(text, '>', at + 1);
  const href = end < 0 ? undefined : safeHref(text.slice(at + 1, end));
  if (href === undefined) return undefined;
  return { inline: { kind: 'link', href, text: text.slice(at + 1, end) }, length: end + 1 - at };
}
