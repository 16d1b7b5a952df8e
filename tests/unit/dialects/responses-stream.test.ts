import { expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { readAll } from './streams';

const event = (type: string, more: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, output_index: 0, ...more })}\n\n`;
const read = (bytes: string) => readAll(dialectFor('openai-responses'), bytes);

it('the parts of a summary are lines, as in a whole answer', () => {
  const part = (summary_index: number, text: string) =>
    event('response.reasoning_summary_part.added', { summary_index, part: { text: '' } }) +
    event('response.reasoning_summary_text.delta', { summary_index, delta: text });
  const streamed = read(part(0, 'One.') + part(1, 'Two.'))
    .map((one) => (one.type === 'reasoning' ? one.text : ''))
    .join('');
  const summary = ['One.', 'Two.'].map((text) => ({ type: 'summary_text', text }));
  const whole = dialectFor('openai-responses').decodeResponse({ output: [{ type: 'reasoning', summary }] });
  expect(streamed).toBe(whole.choices[0]?.reasoning[0]?.text);
});

it.each([
  ['only at the end', []],
  ['in fragments, and again at the end', ['{"a"', ':1}']],
])('the arguments of a call that come %s are read once', (_, fragments) => {
  const item = { type: 'function_call', call_id: 'c', name: 'f' };
  const bytes =
    event('response.output_item.added', { item }) +
    fragments.map((delta) => event('response.function_call_arguments.delta', { delta })).join('') +
    event('response.function_call_arguments.done', { arguments: '{"a":1}' });
  const told = read(bytes).map((one) => (one.type === 'tool_call_delta' ? one.arguments : ''));
  expect(told.join('')).toBe('{"a":1}');
});

const token = (text: string) => ({ token: text, logprob: -0.5, bytes: [1], top_logprobs: [] });

it('log probabilities of a chat upstream reach a client of responses, whole and in parts', () => {
  const [hel, lo] = [token('Hel'), token('lo')];
  const chat = dialectFor('openai-chat');
  const whole = dialectFor('openai-responses').encodeResponse({
    ...chat.decodeResponse({
      id: 'c',
      model: 'm',
      choices: [{ message: { content: 'Hello' }, logprobs: { content: [hel, lo] }, finish_reason: 'stop' }],
    }),
    createdS: 1,
  });
  expect(whole).toMatchObject({ output: [{ content: [{ text: 'Hello', logprobs: [hel, lo] }] }] });

  const chunk = (content: string, one: object) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, logprobs: { content: [one] } }] })}\n\n`;
  const writer = dialectFor('openai-responses').writeStream(
    chat.decodeRequest({ model: 'm', messages: [{ role: 'user', content: 'x' }] }),
  );
  const written = [...readAll(chat, chunk('Hel', hel) + chunk('lo', lo) + 'data: [DONE]\n\n')]
    .map((part) => writer.write(part))
    .join('');
  const events = [...written.matchAll(/^data: (.+)$/gm)].map(([, data = '']) => JSON.parse(data) as Event);
  const deltas = events.filter(({ type }) => type === 'response.output_text.delta');
  expect(deltas.map(({ logprobs }) => logprobs)).toEqual([[hel], [lo]]);
  expect(events.find(({ type }) => type === 'response.output_text.done')?.logprobs).toEqual([hel, lo]);
  expect(events.at(-1)).toMatchObject({
    response: { output: [{ content: [{ text: 'Hello', logprobs: [hel, lo] }] }] },
  });
});

interface Event {
  type: string;
  logprobs?: unknown;
}
