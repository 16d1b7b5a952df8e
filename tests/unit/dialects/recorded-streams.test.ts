import { describe, expect, it } from 'vitest';
import { outputWeight } from '@/lib/dialects/output-weight';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import { fixture, jsonFixture, observeAll, readAll, summarise, writeAll } from './streams';

const TEXT = 'Let me look "both" up – 天気';
const pairs = DIALECT_NAMES.flatMap((from) => DIALECT_NAMES.map((to) => [from, to] as const));
const compact = (json: string) => JSON.stringify(JSON.parse(json));
const REASONS: readonly DialectName[] = ['anthropic-messages', 'gemini'];

describe('recorded answers', () => {
  it.each(DIALECT_NAMES)('%s: the stream says the same as the answer in one piece', (name) => {
    const dialect = dialectFor(name);
    const streamed = summarise(readAll(dialect, fixture(name, 'tools.sse')));
    const [choice] = dialect.decodeResponse(jsonFixture(name, 'tools.json')).choices;
    expect(streamed.text).toBe(TEXT);
    expect(choice?.content).toEqual([{ type: 'text', text: TEXT }]);
    expect(streamed.calls.map((call) => ({ ...call, arguments: compact(call.arguments) }))).toEqual(
      choice?.toolCalls.map(({ id, name: tool, arguments: args }) => ({ id, name: tool, arguments: args })),
    );
    expect(streamed.calls).toHaveLength(2);
    expect(streamed.finish).toBe('tool_calls');
    expect(choice?.finishReason).toBe('tool_calls');
    expect(streamed.reasoning).toBe(REASONS.includes(name) ? 'Two cities.' : '');
  });

  it.each(DIALECT_NAMES)(
    '%s: usage of the stream, read or watched, is that of the answer in one piece',
    (name) => {
      const dialect = dialectFor(name);
      const whole = dialect.readUsage(jsonFixture(name, 'tools.json'));
      const bytes = fixture(name, 'tools.sse');
      const watched = observeAll(dialect, bytes).findLast((seen) => seen.usage !== undefined)?.usage;
      const read = summarise(readAll(dialect, bytes)).usage;
      expect(whole?.provenance).toBe('provider');
      for (const usage of [watched, read]) {
        expect(usage?.meters).toEqual(whole?.meters);
        expect(usage?.provenance).toBe('provider');
        expect(usage?.servedModel).toBe(whole?.servedModel);
        expect(usage?.serviceTier).toBe(whole?.serviceTier);
      }
    },
  );

  it.each(DIALECT_NAMES)(
    '%s: watching finds the first content, all of the text, the end and its reason',
    (name) => {
      const seen = observeAll(dialectFor(name), fixture(name, 'tools.sse'));
      const weight = seen.reduce((sum, one) => sum + one.outputWeight, 0);
      const read = summarise(readAll(dialectFor(name), fixture(name, 'tools.sse')));
      const all = read.text + read.reasoning + read.calls.map((call) => call.name + call.arguments).join('');
      // A word that two events share is counted in both, names of calls not everywhere.
      expect(weight - outputWeight(all)).toBeGreaterThanOrEqual(-4);
      expect(weight - outputWeight(all)).toBeLessThanOrEqual(seen.length);
      expect(seen.filter((one) => one.finished === true).map((one) => one.finishReason)).toEqual([
        'tool_calls',
      ]);
      expect(seen.filter((one) => one.done === true)).toHaveLength(name === 'gemini' ? 0 : 1);
      expect(seen.some((one) => one.content)).toBe(true);
      expect(seen.every((one) => one.error === undefined)).toBe(true);
    },
  );

  it.each(pairs)('%s read and written as %s says the same', (from, to) => {
    const before = summarise(readAll(dialectFor(from), fixture(from, 'tools.sse')));
    const written = writeAll(dialectFor(to), readAll(dialectFor(from), fixture(from, 'tools.sse')));
    const after = summarise(readAll(dialectFor(to), written));
    expect(after.text).toBe(before.text);
    expect(after.reasoning).toBe(before.reasoning);
    expect(after.calls.map((call) => ({ ...call, arguments: compact(call.arguments) }))).toEqual(
      before.calls.map((call) => ({ ...call, arguments: compact(call.arguments) })),
    );
    expect(after.finish).toBe('tool_calls');
    expect(after.done).toBe(to !== 'gemini');
  });

  it.each(pairs)('%s in one piece written as %s says the same', (from, to) => {
    const answer = dialectFor(from).decodeResponse(jsonFixture(from, 'tools.json'));
    const again = dialectFor(to).decodeResponse(dialectFor(to).encodeResponse(answer));
    expect(again.choices[0]?.content).toEqual(answer.choices[0]?.content);
    expect(again.choices[0]?.toolCalls.map(({ id, arguments: args }) => [id, args])).toEqual(
      answer.choices[0]?.toolCalls.map(({ id, arguments: args }) => [id, args]),
    );
    expect(again.choices[0]?.finishReason).toBe('tool_calls');
    expect(again.id).toBe(answer.id);
  });

  it.each(pairs)('%s usage written as %s keeps prompt, cache, reasoning and output', (from, to) => {
    const sums = (name: DialectName, body: unknown) => {
      const meters = dialectFor(name).readUsage(body)?.meters ?? {};
      const sum = (prefix: string) =>
        Object.entries(meters).reduce((total, [meter, n]) => total + (meter.startsWith(prefix) ? n : 0), 0);
      return ['in.', 'in.cache_read', 'out.', 'out.reasoning'].map(sum);
    };
    const body = jsonFixture(from, 'tools.json');
    const written = dialectFor(to).encodeResponse(dialectFor(from).decodeResponse(body));
    expect(sums(to, written)).toEqual(sums(from, body));
  });

  it.each(pairs)(
    '%s broken off in the middle and written as %s ends without a terminal event',
    (from, to) => {
      const text = fixture(from, 'tools.sse').toString('utf8');
      const eol = from === 'gemini' ? '\r\n\r\n' : '\n\n';
      const half = text.split(eol).slice(0, 3).join(eol) + eol;
      const writer = dialectFor(to).writeStream({ model: 'm', messages: [], stream: true });
      const written = readAll(dialectFor(from), half)
        .map((part) => writer.write(part))
        .join('');
      expect(written).not.toMatch(/\[DONE\]|message_stop|response\.(completed|incomplete)|finishReason/);
    },
  );
});
