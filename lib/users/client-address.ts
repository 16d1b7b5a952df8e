type HeaderSource = Headers | Record<string, string | string[] | undefined>;

/**
 * Address of the client as our own front process reports it: the last entry of `x-forwarded-for`, which the front
 * writes itself. `unknown` when absent, which then shares one limit.
 */
export function clientAddress(headers: HeaderSource): string {
  const value = headers instanceof Headers ? headers.get('x-forwarded-for') : headers['x-forwarded-for'];
  const list = (Array.isArray(value) ? value.join(',') : (value ?? '')).split(',');
  return list.at(-1)?.trim().slice(0, 64) || 'unknown';
}
