import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, ChatRequest, ContentPart } from '@/lib/dialects/chat';
import { isRecord, tryParseJson } from '@/lib/dialects/json-value';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';

/** Not blank: Anthropic takes no blank texts, so they are left out there. */
const word = fc.string({ minLength: 1, maxLength: 10, unit: 'grapheme' }).filter((value) => /\S/.test(value));
const text = word.map((value): ContentPart => ({ type: 'text', text: value }));
const image = fc
  .constantFrom('image/png', 'image/jpeg')
  .map((mediaType): ContentPart => ({ type: 'image', source: { kind: 'base64', mediaType, data: 'AAAA' } }));
const args = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(word, fc.integer()));

/** One round of talk: the user asks, the model answers, perhaps by tools that are then answered. */
const round = fc
  .record({
    ask: fc.array(fc.oneof(text, image), { minLength: 1, maxLength: 3 }),
    say: word,
    calls: fc.array(args, { maxLength: 2 }),
    result: word,
  })
  .map(({ ask, say, calls, result }) => (at: number): ChatMessage[] => {
    const toolCalls = calls.map((one, i) => ({
      id: `call_${at}_${i}`,
      name: `tool_${i}`,
      arguments: JSON.stringify(one),
    }));
    const assistant: ChatMessage = { role: 'assistant', content: [{ type: 'text', text: say }] };
    const answers = toolCalls.map(({ id }): ChatMessage => ({
      role: 'tool',
      toolCallId: id,
      content: [{ type: 'text', text: result }],
    }));
    return [
      { role: 'user', content: ask },
      toolCalls.length > 0 ? { ...assistant, toolCalls } : assistant,
      ...answers,
    ];
  });

const tools = [0, 1].map((i) => ({
  name: `tool_${i}`,
  description: `Tool ${i}`,
  parameters: { type: 'object', properties: {} },
}));
const requests = fc
  .record({
    system: fc.option(word, { nil: undefined }),
    rounds: fc.array(round, { maxLength: 3 }),
    last: word,
    maxOutputTokens: fc.integer({ min: 16, max: 9999 }),
    temperature: fc.option(fc.constantFrom(0, 0.5, 1), { nil: undefined }),
    topP: fc.option(fc.constantFrom(0.1, 1), { nil: undefined }),
    toolChoice: fc.constantFrom(
      undefined,
      { kind: 'auto' as const },
      { kind: 'none' as const },
      { kind: 'required' as const },
      { kind: 'tool' as const, name: 'tool_1' },
    ),
    json: fc.boolean(),
    stream: fc.boolean(),
  })
  .map(({ system, rounds, last, json, ...rest }): ChatRequest => ({
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    model: 'm',
    stream: rest.stream,
    messages: [
      ...(system === undefined
        ? []
        : [{ role: 'system' as const, content: [{ type: 'text' as const, text: system }] }]),
      ...rounds.flatMap((make, at) => make(at)),
      { role: 'user', content: [{ type: 'text', text: last }] },
    ],
    tools,
    ...(json
      ? {
          responseFormat: {
            kind: 'json_schema' as const,
            name: 'response',
            schema: { type: 'object', additionalProperties: false },
          },
        }
      : {}),
  }));

/** What a request means, without what dialects word differently: neighbouring roles, ids, JSON layout, names of schemas. */
function meaning(request: ChatRequest, name: DialectName) {
  const said: [string, string][] = [];
  for (const message of request.messages) {
    for (const part of message.content) said.push([message.role, wordOf(part, message.role, name)]);
    if (message.role === 'assistant')
      for (const call of message.toolCalls ?? [])
        said.push(['call', `${call.name} ${JSON.stringify(JSON.parse(call.arguments))}`]);
  }
  const { maxOutputTokens, temperature, topP, toolChoice, stream } = request;
  const schema = request.responseFormat?.kind === 'json_schema' ? request.responseFormat.schema : undefined;
  const names = request.tools?.map((tool) => [tool.name, tool.description, tool.parameters]);
  return { said, maxOutputTokens, temperature, topP, toolChoice, stream, schema, names };
}

/** Gemini wants a tool's result as an object. */
function wordOf(part: ContentPart, role: string, name: DialectName): string {
  if (part.type !== 'text') return JSON.stringify(part);
  if (name !== 'gemini' || role !== 'tool') return part.text;
  const parsed = part.text.startsWith('{') ? tryParseJson(part.text) : undefined;
  return JSON.stringify(isRecord(parsed) ? parsed : { result: part.text });
}

describe.each(DIALECT_NAMES)('a request written as %s', (name) => {
  it('means the same when a server of that dialect reads it', () => {
    const dialect = dialectFor(name);
    fc.assert(
      fc.property(requests, (request) => {
        const { body, dropped } = dialect.encodeRequest(request, { upstreamModel: 'some-model' });
        const wire: unknown = JSON.parse(JSON.stringify(body));
        const onPath = name === 'gemini' ? { model: 'm', stream: request.stream } : {};
        const read = dialect.decodeRequest({ ...(wire as object), ...onPath });
        expect(dropped).toEqual([]);
        expect(meaning(read, name)).toEqual(meaning(request, name));
      }),
      { numRuns: 200 },
    );
  });
});
