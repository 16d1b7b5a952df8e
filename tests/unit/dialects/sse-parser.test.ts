import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseEventTooLarge, SseParser } from '@/lib/dialects/sse-parser';
import type { SseEvent } from '@/lib/dialects/types';

function parseAll(chunks: Buffer[]): SseEvent[] {
  const parser = new SseParser();
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.flush()];
}

/** Cuts at each of the given positions, in any order, duplicates allowed. */
function cutAt(bytes: Buffer, positions: number[]): Buffer[] {
  const cuts = [...new Set(positions.map((p) => p % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((start, i) => bytes.subarray(start, [...cuts, bytes.length][i]));
}

const parse = (text: string) => parseAll([Buffer.from(text)]);

describe('SseParser', () => {
  it.each(['\n', '\r\n', '\r'])('cuts at blank lines with line end %j', (eol) => {
    const events = parse(`event: a${eol}data: 1${eol}${eol}data: 2${eol}${eol}`);
    expect(events.map(({ event, data }) => ({ event, data }))).toEqual([
      { event: 'a', data: '1' },
      { event: undefined, data: '2' },
    ]);
  });

  it('joins several data lines by newline and takes off one space only', () => {
    expect(parse('data:  a\ndata:b\ndata\n\n')[0]?.data).toBe(' a\nb\n');
  });

  it('gives a comment as an event without data', () => {
    expect(parse(': keep-alive\n\ndata: x\n\n').map((event) => event.data)).toEqual([undefined, 'x']);
  });

  it('skips a byte order mark but keeps its bytes', () => {
    const [event] = parse('\ufeffdata: x\n\n');
    expect(event?.data).toBe('x');
    expect(event?.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('keeps a character whose bytes fall into two chunks', () => {
    const bytes = Buffer.from('data: é🙂\n\n');
    for (let at = 0; at <= bytes.length; at++) {
      expect(parseAll([bytes.subarray(0, at), bytes.subarray(at)]).map((e) => e.data)).toEqual(['é🙂']);
    }
  });

  it('hands out the last event when the stream ends without a blank line', () => {
    expect(parse('data: 1\n\ndata: [DONE]').map((event) => event.data)).toEqual(['1', '[DONE]']);
  });

  it('delivers an LF event with the chunk that completes it', () => {
    const parser = new SseParser();
    expect(parser.push(Buffer.from('data: 1\n'))).toEqual([]);
    expect(parser.push(Buffer.from('\ndata: 2'))).toHaveLength(1);
  });

  it('refuses an event that passes the limit by one byte, and not one that reaches it', () => {
    expect(() => new SseParser(10).push(Buffer.from('data: 1234'))).not.toThrow();
    expect(() => new SseParser(10).push(Buffer.from('data: 12345'))).toThrow(SseEventTooLarge);
  });

  it('any chunking gives the same events, and their raw bytes joined are the input', () => {
    const piece = fc.constantFrom(
      'data: ',
      'x',
      'é',
      '🙂',
      '\n',
      '\n',
      '\n\n',
      '\r',
      '\r\n',
      ':c',
      'event: e',
      '\ufeff',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (pieces, cuts) => {
          const bytes = Buffer.from(pieces.join(''));
          const whole = parseAll([bytes]);
          expect(parseAll(cutAt(bytes, cuts))).toEqual(whole);
          expect(parseAll([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
          expect(Buffer.concat(whole.map((event) => event.raw))).toEqual(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });
});
