const MAX_CHARS = 500;
const URL_LIKE = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]+/gi;
const HOST_LIKE = /\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{2,5}|\/[^\s"'<>)\]]*)/gi;
const ADDRESS_LIKE = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g;
const BEARER = /\b(bearer\s|basic\s|(?:api[-_ ]?)?key\s*[:=])\s*["']?[\w.*+/=~-]{6,}/gi;
const KEY_LIKE =
  /\b(?:(?:sk|pk|rk|tg|gsk|xai|hf|nvapi|fw|pplx|key)[-_][\w*.-]{6,}|(?:AIza|AKIA|ya29|eyJ)[\w*.-]{8,})/g;
const LONG_TOKEN = /\b(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{32,256}/g;

/** An upstream's message as it may be shown or stored: no keys, no addresses, one line, at most 500 characters. */
export function redactMessage(message: string): string {
  const text = message
    .slice(0, MAX_CHARS * 4)
    .replace(/\s+/g, ' ')
    .replace(URL_LIKE, '[url]')
    .replace(BEARER, '$1[redacted]')
    .replace(KEY_LIKE, '[redacted]')
    .replace(HOST_LIKE, '[url]')
    .replace(ADDRESS_LIKE, '[address]')
    .replace(LONG_TOKEN, '[redacted]')
    .trim();
  return text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS - 1)}…`;
}
