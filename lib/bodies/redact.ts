import { RE2JS } from 're2js';
import { passesLuhn } from './luhn';

export interface OwnPattern {
  name: string;
  /** Of RE2, so that no text makes it slow. */
  pattern: string;
}

/** Every quantifier is bounded, and no two beside each other match the same: the time is linear in the text. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24}/gu;
const CARD = /(?<!\d|\d\.)\d(?:[ -]?\d){12,18}(?!\d|\.\d)/g;
const PHONE =
  /(?<![\w.,])(?:\+|00)\d{1,3}(?:[ ./-]?\(?\d{1,5}\)?){2,6}(?!\w)|(?<![\w.,-]|\d )\(?\d{3,5}\)?[ /.-]\d{3,4}[ .-]?\d{3,5}(?![\w-]|[ .]\d)/g;
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;
const BEARER = /\b(bearer|basic)\s{1,3}[\w.+/=~-]{12,4096}/gi;
const ASSIGNED =
  /\b((?:api[-_ ]?key|access[-_ ]?key|secret|token|password|passwd|pwd)["']?\s{0,3}[:=]\s{0,3}["']?)[^\s"',;]{6,256}/gi;
const KEYS =
  /\b(?:(?:sk|pk|rk|tg|tgs|gsk|xai|hf|nvapi|fw|pplx|key|ghp|gho|ghs|glpat|xox[abprs]|shpat|whsec|npm)[-_][\w-]{12,256}|(?:AIza|AKIA|ASIA|ya29\.|SG\.|AGE-SECRET-KEY-)[\w.-]{12,256}|eyJ[\w-]{8,2048}\.[\w-]{8,4096}\.[\w-]{0,1024})/g;

const MIN_PHONE_DIGITS = 8;
const MAX_PHONE_DIGITS = 15;

/** Compiled once; a configuration has few. */
const compiled = new Map<string, RE2JS>();

function matcherOf(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= 500) compiled.clear();
  const made = RE2JS.compile(pattern);
  compiled.set(pattern, made);
  return made;
}

/**
 * A text without credentials, e-mail addresses, payment cards, phone numbers and what a workspace's own patterns match; each
 * find is named: `[email]`. What such patterns do not look like (names, addresses of houses) stays. Pure.
 */
export function redact(text: string, own: readonly OwnPattern[] = []): string {
  let left = text
    .replace(PRIVATE_KEY, '[key]')
    .replace(KEYS, '[key]')
    .replace(BEARER, '$1 [key]')
    .replace(ASSIGNED, '$1[key]')
    .replace(EMAIL, '[email]')
    .replace(CARD, (found) => (passesLuhn(found.replace(/\D/g, '')) ? '[card]' : found))
    .replace(PHONE, (found) => (isPhone(found) ? '[phone]' : found));
  for (const { name, pattern } of own) left = matcherOf(pattern).matcher(left).replaceAll(`[${name}]`);
  return left;
}

function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '').length;
  return digits >= MIN_PHONE_DIGITS && digits <= MAX_PHONE_DIGITS;
}
