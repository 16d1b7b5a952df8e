import { randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Of each ten bits. */
const PAIRS = Array.from({ length: 1024 }, (_, n) => ALPHABET.charAt(n >> 5) + ALPHABET.charAt(n & 31));
const RANDOM_BYTES = 16;
const pool = Buffer.alloc(RANDOM_BYTES * 256);
let used = pool.length;

/** `req_` and 26 characters, ordered by time (10 of milliseconds, 16 random: 80 bits). */
export function newRequestId(nowMs: number): string {
  if (nowMs !== lastMs) {
    lastMs = nowMs;
    lastTime = writeTime(nowMs);
  }
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let random = '';
  for (let n = 0; n < RANDOM_BYTES; n += 2)
    random += PAIRS[(((pool[used + n] ?? 0) & 31) << 5) | ((pool[used + n + 1] ?? 0) & 31)] ?? '';
  used += RANDOM_BYTES;
  return `req_${lastTime}${random}`;
}

let lastMs = -1;
let lastTime = '';

function writeTime(ms: number): string {
  let time = '';
  for (let rest = ms, n = 0; n < 10; n += 1, rest = Math.floor(rest / 32))
    time = ALPHABET.charAt(rest % 32) + time;
  return time;
}

const REQUEST_ID = /^req_[0-9a-hjkmnp-tv-z]{26}$/;
const TIME_CHARS = 10;

/** When a request with this id arrived, epoch ms; undefined for what is no id of ours. */
export function timeOfRequestId(id: string): number | undefined {
  if (!REQUEST_ID.test(id)) return undefined;
  let ms = 0;
  for (let at = 4; at < 4 + TIME_CHARS; at += 1) ms = ms * 32 + ALPHABET.indexOf(id.charAt(at));
  return ms <= 8.64e15 ? ms : undefined;
}
