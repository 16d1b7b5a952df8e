import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 over `timestamp.body`, hex, as `v1=…`. The receiver computes it again with the same secret, compares in
 * constant time, and refuses timestamps (Unix seconds) that are minutes old: a recorded call is then worth nothing.
 */
export function signBody(secret: string, timestampS: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex')}`;
}
