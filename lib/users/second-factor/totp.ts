import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** Steps before and after the present one that are taken too, for clocks that differ. */
const SLACK = 1;

/** The step of time that a code belongs to (RFC 6238, T0 = 0, X = 30 s). */
export function totpStep(nowMs: number): number {
  return Math.floor(nowMs / STEP_MS);
}

/** The code of a step: HMAC-SHA-1, dynamically truncated (RFC 4226, 5.3). Pure. */
export function totpCode(secret: Buffer, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step that a code is right for, within the slack and after `lastStep`; undefined: for none. Pure. */
export function matchTotp(
  secret: Buffer,
  code: string,
  { nowMs, lastStep }: { nowMs: number; lastStep: number },
): number | undefined {
  const given = Buffer.from(code);
  const now = totpStep(nowMs);
  for (let step = now - SLACK; step <= now + SLACK; step += 1) {
    const expected = Buffer.from(totpCode(secret, step));
    const isRight = given.length === expected.length && timingSafeEqual(given, expected);
    if (isRight && step > lastStep) return step;
  }
  return undefined;
}
