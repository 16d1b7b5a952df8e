import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamPart } from '@/lib/dialects/chat';
import { dialectFor } from '@/lib/dialects/registry';
import { SseParser } from '@/lib/dialects/sse-parser';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { readAll, STREAM_REQUEST, summarise, writeAll } from './streams';

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
const call = fc.record({
  name: fc.constantFrom('get_weather', 'search'),
  args: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(word, fc.integer(), fc.constant(null))),
});

/** Cuts a text into fragments of at most `size` characters. */
const cut = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];

/** Interleaves the sequences: each choice takes the next part of the sequence it points at. */
function interleave(sequences: StreamPart[][], order: number[]): StreamPart[] {
  const queues = sequences.map((sequence) => [...sequence]);
  const out: StreamPart[] = [];
  for (const pick of order) {
    const next = queues[pick % Math.max(1, queues.length)]?.shift();
    if (next !== undefined) out.push(next);
  }
  return [...out, ...queues.flat()];
}

const streams = fc
  .record({
    thoughts: fc.array(word, { maxLength: 3 }),
    texts: fc.array(word, { maxLength: 4 }),
    calls: fc.array(call, { maxLength: 3 }),
    size: fc.integer({ min: 1, max: 6 }),
    order: fc.array(fc.nat(), { maxLength: 40 }),
    reason: fc.constantFrom('stop' as const, 'length' as const, 'content_filter' as const),
    output: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ thoughts, texts, calls, size, order, reason, output }): StreamPart[] => {
    const text = texts.map((one): StreamPart => ({ type: 'text', index: 0, text: one }));
    const tools = calls.map(({ name, args }, toolIndex): StreamPart[] => [
      { type: 'tool_call_start', index: 0, toolIndex, id: `call_${toolIndex}`, name },
      ...cut(JSON.stringify(args), size).map((json): StreamPart => ({
        type: 'tool_call_delta',
        index: 0,
        toolIndex,
        arguments: json,
      })),
    ]);
    return [
      { type: 'start', id: 'id1', model: 'served' },
      ...thoughts.map((one): StreamPart => ({ type: 'reasoning', index: 0, text: one })),
      ...interleave([text, ...tools], order),
      { type: 'finish', index: 0, reason: calls.length > 0 ? 'tool_calls' : reason },
      { type: 'usage', usage: { meters: { 'in.text': 7, 'out.text': output }, provenance: 'provider' } },
      { type: 'done' },
    ];
  });

/** Starts of calls may be reordered by interleaving; by id they are the same. */
const byId = (parts: StreamPart[]) => {
  const { calls, text, reasoning, finish, usage } = summarise(parts);
  const sorted = calls.map((one) => ({ ...one, arguments: JSON.parse(one.arguments || '{}') as unknown }));
  return {
    calls: sorted.sort((a, b) => a.id.localeCompare(b.id)),
    text,
    reasoning,
    finish,
    meters: usage?.meters,
  };
};

describe.each(DIALECT_NAMES)('a stream written as %s', (name) => {
  const dialect = dialectFor(name);

  it('says the same when read back, with interleaved calls too', () => {
    fc.assert(
      fc.property(streams, (parts) => {
        expect(byId(readAll(dialect, writeAll(dialect, parts)))).toEqual(byId(parts));
      }),
      { numRuns: 150 },
    );
  });

  it('is made of whole events, each of them JSON', () => {
    fc.assert(
      fc.property(streams, (parts) => {
        const written = Buffer.from(writeAll(dialect, parts));
        const parser = new SseParser();
        const events = parser.push(written);
        expect(parser.flush()).toEqual([]);
        for (const { data } of events)
          if (data !== undefined && data !== '[DONE]')
            expect(() => JSON.parse(data) as unknown).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it('ends once, however often the end is told', () => {
    const writer = dialect.writeStream(STREAM_REQUEST);
    writer.write({ type: 'text', index: 0, text: 'x' });
    expect(writer.write({ type: 'done' })).not.toBe('');
    expect(writer.write({ type: 'done' })).toBe('');
  });
});

describe('an Anthropic message stream', () => {
  it('has one block open at a time, numbered without gaps', () => {
    fc.assert(
      fc.property(streams, (parts) => {
        const dialect = dialectFor('anthropic-messages');
        const events = new SseParser().push(Buffer.from(writeAll(dialect, parts)));
        let open: number | undefined;
        let next = 0;
        for (const { event, data } of events) {
          const body = JSON.parse(data ?? '{}') as { index?: number };
          if (event === 'content_block_start') {
            expect(open).toBeUndefined();
            expect(body.index).toBe(next++);
            open = body.index;
          } else if (event === 'content_block_delta') expect(body.index).toBe(open);
          else if (event === 'content_block_stop') open = undefined;
        }
        expect(open).toBeUndefined();
        expect(events[0]?.event).toBe('message_start');
        expect(events.at(-1)?.event).toBe('message_stop');
      }),
      { numRuns: 200 },
    );
  });
});

describe('an OpenAI chat stream', () => {
  it('has usage only for a client that asked for it', () => {
    const parts: StreamPart[] = [
      { type: 'text', index: 0, text: 'x' },
      { type: 'finish', index: 0, reason: 'stop' },
      { type: 'usage', usage: { meters: { 'in.text': 1, 'out.text': 1 }, provenance: 'provider' } },
      { type: 'done' },
    ];
    const writer = dialectFor('openai-chat').writeStream({ model: 'm', messages: [], stream: true });
    const written = parts.map((part) => writer.write(part)).join('');
    expect(written).not.toContain('usage');
    expect(written.endsWith('data: [DONE]\n\n')).toBe(true);
  });
});
