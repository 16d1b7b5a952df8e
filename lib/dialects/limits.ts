import { GatewayError } from '@/lib/errors/gateway-error';
import { isRecord } from './json-value';

/** More than vendors take or people mean; refused before anything is walked. */
export const MAX_MESSAGES = 4_096;
export const MAX_TOOLS = 512;

/** Throws GatewayError 400 when an array of the body is longer than `limit`. Anything but an array is left to the schema. */
export function checkLength(body: unknown, name: string, limit: number): void {
  const value = isRecord(body) ? body[name] : undefined;
  if (!Array.isArray(value) || value.length <= limit) return;
  throw new GatewayError(
    'invalid_request',
    `Invalid '${name}': at most ${limit} entries are allowed, got ${value.length}.`,
    { param: name },
  );
}
