import { crc32 } from 'node:zlib';

const LF = 0x0a;
const CRC_HEX_LENGTH = 8;
const JSON_STARTS_AT = CRC_HEX_LENGTH + 1;

export type Decoded = { ok: true; value: unknown } | { ok: false; reason: string };

/** Reads one line of a segment (frame-buffer.ts) without its line feed. Whatever does not check out is told as a reason, never thrown. */
export function decodeFrame(line: Buffer): Decoded {
  if (line.length <= JSON_STARTS_AT) return { ok: false, reason: 'line too short' };
  const expected = line.toString('latin1', 0, CRC_HEX_LENGTH);
  const json = line.subarray(JSON_STARTS_AT);
  if (line[CRC_HEX_LENGTH] !== 0x20 || !/^[0-9a-f]{8}$/.test(expected)) {
    return { ok: false, reason: 'no checksum at the start of the line' };
  }
  if (crc32(json) !== Number.parseInt(expected, 16)) return { ok: false, reason: 'checksum differs' };
  try {
    return { ok: true, value: parseStorable(json.toString('utf8')) };
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
}

export interface Line {
  /** Without its line feed. */
  bytes: Buffer;
  /** Where the line starts, relative to the start of `data`. */
  start: number;
  /** Just after its line feed. */
  end: number;
}

/** The complete lines in `data`; what follows the last line feed is left for later. */
export function completeLines(data: Buffer): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let at = data.indexOf(LF, start); at !== -1; at = data.indexOf(LF, start)) {
    lines.push({ bytes: data.subarray(start, at), start, end: at + 1 });
    start = at + 1;
  }
  return lines;
}

/** JSON.stringify writes NUL and lone surrogates as these escapes; any other text is storable as it is. */
const MAYBE_UNSTORABLE = /\\u(?:0000|d[89a-f])/;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const REPLACEMENT = '\uFFFD';

/** PostgreSQL stores neither NUL nor a lone surrogate, in text or in jsonb: both become U+FFFD, lest one record poison a batch. */
function parseStorable(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return MAYBE_UNSTORABLE.test(json) ? storable(value) : value;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]),
  );
}

function storableText(text: string): string {
  return text.replaceAll('\0', REPLACEMENT).replace(LONE_SURROGATE, REPLACEMENT);
}
