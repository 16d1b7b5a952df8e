import { GatewayError } from '@/lib/errors/gateway-error';

/** Below this a parse is too quick to hurt, whatever is in it. */
const CHECK_FROM_BYTES = 64 * 1024;
const MAX_DEPTH = 256;
/** Objects and arrays together: far more than any conversation has. */
const MAX_CONTAINERS = 100_000;
const MAX_VALUES = 2_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Counts depth and size of a large JSON text before it is parsed, so that a few megabytes of brackets cannot hold up
 * everybody else. One pass, strings skipped. Throws GatewayError 400 or 413; whether it is JSON at all is for the parser.
 */
export function checkJsonShape(json: Buffer): void {
  if (json.length < CHECK_FROM_BYTES) return;
  let depth = 0;
  let containers = 0;
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfString(json, at);
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      containers += 1;
      if (depth > MAX_DEPTH)
        throw new GatewayError('invalid_request', `The request body is nested more than ${MAX_DEPTH} deep.`);
      if (containers > MAX_CONTAINERS) throw tooMuch('objects and arrays', MAX_CONTAINERS);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    else if (byte === 0x2c) {
      values += 1;
      if (values > MAX_VALUES) throw tooMuch('values', MAX_VALUES);
    }
  }
}

/** Index of the closing quote, or of the last byte when there is none. */
function endOfString(json: Buffer, open: number): number {
  for (let quote = json.indexOf(QUOTE, open + 1); quote !== -1; quote = json.indexOf(QUOTE, quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
  }
  return json.length;
}

function tooMuch(what: string, limit: number): GatewayError {
  return new GatewayError('body_too_large', `The request body has more than ${limit} ${what}.`);
}
