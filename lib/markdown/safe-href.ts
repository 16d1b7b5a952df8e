const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * An address as a link may have it, in its normal form, or undefined for every other: relative ones too, since what a
 * model writes must not act inside of this site.
 */
export function safeHref(address: string): string | undefined {
  const trimmed = address.trim();
  // Browsers drop tabs and line ends inside of an address, which then may be another one.
  if (/[\s\\\p{Cc}]/u.test(trimmed) || !/^(https?:\/\/|mailto:)/i.test(trimmed)) return undefined;
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.href;
}
