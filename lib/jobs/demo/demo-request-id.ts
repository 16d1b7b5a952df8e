import type { Random } from '@/lib/simulator/random';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Of the gateway's shape (`req_`, 10 characters of time, 16 of chance), from the seed instead of true chance. */
export function demoRequestId(epochMs: number, random: Random): string {
  let time = '';
  for (let rest = epochMs, n = 0; n < 10; n += 1, rest = Math.floor(rest / 32))
    time = ALPHABET.charAt(rest % 32) + time;
  let chance = '';
  for (let n = 0; n < 16; n += 1) chance += ALPHABET.charAt(Math.floor(random() * 32));
  return `req_${time}${chance}`;
}
