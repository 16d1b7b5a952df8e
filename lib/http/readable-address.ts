const ESCAPED = /(?:%[0-9a-f]{2})+|%/gi;

/**
 * The path and query of a request, with U+FFFD for escapes that are no text: bytes that are not UTF-8, and NUL, which
 * PostgreSQL keeps nowhere. So they are read as a query is by URLSearchParams, and name nothing that there is; a path
 * with them would else be a failure of ours. The management API says itself what is wrong with a query. Pure.
 */
export function readableAddress(address: string): string {
  if (isReadable(address)) return address;
  const end = address.startsWith('/api/') ? address.indexOf('?') : -1;
  if (end === -1) return address.replaceAll(ESCAPED, readable);
  return address.slice(0, end).replaceAll(ESCAPED, readable) + address.slice(end);
}

function isReadable(escaped: string): boolean {
  if (!escaped.includes('%')) return true;
  try {
    return !decodeURIComponent(escaped).includes('\0');
  } catch {
    return false;
  }
}

function readable(escaped: string): string {
  if (escaped === '%') return '%25';
  if (isReadable(escaped)) return escaped;
  const bytes = Buffer.from(escaped.replaceAll('%', ''), 'hex');
  return encodeURIComponent(bytes.toString('utf8').replaceAll('\0', '\uFFFD'));
}
