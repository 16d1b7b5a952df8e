import type { SseEvent } from './types';

const BOM = '\ufeff';
const SPACE = 0x20;

/** Reads the fields of one event from its bytes. `first`: a byte order mark may stand before it. */
export function readEventFields(raw: Buffer, first: boolean): SseEvent {
  let text = raw.toString('utf8');
  if (first && text.startsWith(BOM)) text = text.slice(1);
  return readSingleData(raw, text) ?? readLines(raw, text);
}

/** The forms that nearly all events have: one `data:` line, perhaps an `event:` line before it, and the blank line. */
function readSingleData(raw: Buffer, text: string): SseEvent | undefined {
  if (!text.endsWith('\n\n')) return undefined;
  let from = 0;
  let event: string | undefined;
  if (text.startsWith('event:')) {
    const end = text.indexOf('\n');
    event = text.slice(text.charCodeAt(6) === SPACE ? 7 : 6, end);
    from = end + 1;
  }
  if (!text.startsWith('data:', from) || text.indexOf('\n', from) !== text.length - 2) return undefined;
  if (text.includes('\r')) return undefined;
  const data = text.slice(text.charCodeAt(from + 5) === SPACE ? from + 6 : from + 5, -2);
  return event === undefined ? { raw, data } : { raw, event, data };
}

function readLines(raw: Buffer, text: string): SseEvent {
  const event: SseEvent = { raw };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    if (colon === 0 || line === '') continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') event.data = event.data === undefined ? value : `${event.data}\n${value}`;
    else if (field === 'event') event.event = value;
  }
  return event;
}
