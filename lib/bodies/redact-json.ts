import { redact, type OwnPattern } from './redact';

/** Longer texts without a space are files (images, audio): their size is kept, not they. */
const FILE_CHARS = 2_048;
const FILE = /^(?:data:[\w.+/;=-]{1,200},)?[A-Za-z0-9+/_=\s-]*$/;

/** Every text inside of a JSON value, names of fields included, without what {@link redact} takes out. Pure. */
export function redactJson(value: unknown, own: readonly OwnPattern[]): unknown {
  if (typeof value === 'string')
    return isFile(value) ? `[file of ${value.length} characters]` : redact(value, own);
  // A number may be a card or a phone as well: one that is stays out, any other as it is.
  if (typeof value === 'number')
    return redact(String(value), own) === String(value) ? value : redact(String(value), own);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, own));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [redact(name, own), redactJson(of, own)]),
  );
}

function isFile(text: string): boolean {
  return text.length > FILE_CHARS && FILE.test(text) && !text.slice(0, FILE_CHARS).includes(' ');
}
