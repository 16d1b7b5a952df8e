import { expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { readAll, writeAll } from './streams';

const event = (type: string, more: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
const delta = (partial_json: string) =>
  event('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json } });

/** A message of one call, with these fragments of its input. */
const stream = (input: object, fragments: readonly string[]) =>
  event('message_start', {
    message: { id: 'msg', model: 'm', usage: { input_tokens: 1, output_tokens: 1 } },
  }) +
  event('content_block_start', {
    index: 0,
    content_block: { type: 'tool_use', id: 'toolu', name: 'now', input },
  }) +
  fragments.map(delta).join('') +
  event('content_block_stop', { index: 0 }) +
  event('message_delta', { delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 9 } }) +
  event('message_stop', {});

const argumentsFor = (bytes: string) =>
  readAll(
    dialectFor('openai-chat'),
    writeAll(dialectFor('openai-chat'), readAll(dialectFor('anthropic-messages'), bytes)),
  )
    .map((part) => (part.type === 'tool_call_delta' ? part.arguments : ''))
    .join('');

it.each([
  ['without any fragment', {}, [], '{}'],
  ['with an empty one', {}, [''], '{}'],
  ['whole from the beginning', { a: 1 }, [], '{"a":1}'],
  ['in fragments', {}, ['', '{"a"', ':1}'], '{"a":1}'],
])('the arguments of a streamed call are JSON in another dialect: %s', (_, input, fragments, wanted) => {
  expect(argumentsFor(stream(input, fragments))).toBe(wanted);
});
