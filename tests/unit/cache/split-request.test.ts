import { describe, expect, it, test } from 'vitest';
import { splitRequest } from '@/lib/cache/semantic/split-request';

const chat = (over: object = {}) => ({
  model: 'm',
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is a mole?' },
  ],
  ...over,
});
const split = (body: unknown) =>
  splitRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
const restOf = (body: unknown) => split(body)?.rest.map(String).join('');

describe('a request with a prompt', () => {
  it('is split from all else that decides its answer', () => {
    expect(split(chat())?.prompt).toBe('What is a mole?');
    expect(split({ model: 'm', input: 'Hi' })?.prompt).toBe('Hi');
    const other = { messages: [{ role: 'system', content: 'Be long.' }, chat().messages[1]] };
    expect(restOf(chat(other))).not.toBe(restOf(chat()));
    expect(restOf(chat({ seed: 7 }))).not.toBe(restOf(chat()));
    expect(restOf(chat({ user: 'ann' }))).toBe(restOf(chat()));
  });

  test.each([
    ['a tool at hand', chat({ tools: [] })],
    ['an image', chat({ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] })],
    ['nothing to ask', chat({ messages: [{ role: 'user', content: '' }] })],
    ['the last word of the model', chat({ messages: [{ role: 'assistant', content: 'Hi' }] })],
    // Written out it has more digits than a double keeps: its surroundings would be those of any other such request.
    ['a number that JSON writes out', JSON.stringify(chat()).replace('{', '{"seed":1e16,')],
    ['the same beside a plain input', '{"model":"m","input":"Hi","seed":1e16}'],
  ])('is compared with none where it has %s', (_what, body) => {
    expect(split(body)).toBeUndefined();
  });
});
