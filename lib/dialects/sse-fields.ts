import type { SseEvent } from './types';

const BOM = '\ufeff';

/** Reads the fields of one event from its bytes. `first`: a byte order mark may stand before it. */
export function readEventFields(raw: Buffer, first: boolean): SseEvent {
  let text = raw.toString('utf8');
  if (first && text.startsWith(BOM)) text = text.slice(1);
  return readSingleData(raw, text) ?? readLines(raw, text);
}

/** The form that nearly all events have: one `data:` line and its blank line. */
function readSingleData(raw: Buffer, text: string): SseEvent | undefined {
  if (!text.startsWith('data:') || !text.endsWith('\n\n')) return undefined;
  if (text.indexOf('\n') !== text.length - 2 || text.includes('\r')) return undefined;
  return { raw, data: text.slice(text.charCodeAt(5) === 0x20 ? 6 : 5, -2) };
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
