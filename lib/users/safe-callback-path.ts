const ANY_ORIGIN = 'http://path.invalid';
const FALLBACK = '/overview';

/** A path inside this site, or `/overview`: never a scheme, a host, `//host` or `/\host`. */
export function safeCallbackPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) {
    return FALLBACK;
  }
  if (wanted.includes('\\') || !URL.canParse(wanted, ANY_ORIGIN)) return FALLBACK;
  const url = new URL(wanted, ANY_ORIGIN);
  return url.origin === ANY_ORIGIN && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}`
    : FALLBACK;
}
