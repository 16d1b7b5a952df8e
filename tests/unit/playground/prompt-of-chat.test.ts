import { describe, expect, test } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { chatBody } from '@/lib/playground/chat-body';
import { promptOfChat } from '@/lib/playground/prompt-of-chat';
import { promptSchema } from '@/lib/playground/schemas';

const chat = (body: unknown) => dialectFor('openai-chat').decodeRequest(body);

describe('a logged request as a prompt', () => {
  test('comes back as it was sent', () => {
    const prompt = promptSchema.parse({
      system: 'Be brief.',
      messages: [
        { role: 'user', text: 'Look', images: ['data:image/png;base64,iVBORw0KGgo='] },
        { role: 'assistant', text: 'I see.' },
        { role: 'user', text: 'And?' },
      ],
      parameters: { temperature: 0.5, topP: 0.5, maxTokens: 5, seed: 1 },
      tools: '[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]',
      jsonSchema: '{"type":"object"}',
    });
    const read = promptOfChat(chat(chatBody(prompt, 'm', { stream: true })));
    expect(read?.lost).toEqual([]);
    const again = read && chatBody(read.prompt, 'm', { stream: true });
    expect(again).toEqual(chatBody(prompt, 'm', { stream: true }));
  });

  test('is read from another dialect too', () => {
    const body = { model: 'm', max_tokens: 9, system: 'S', messages: [{ role: 'user', content: 'Hi' }] };
    const read = promptOfChat(dialectFor('anthropic-messages').decodeRequest(body));
    expect(read?.prompt).toMatchObject({
      ...{ system: 'S', parameters: { maxTokens: 9 } },
      messages: [{ role: 'user', text: 'Hi', images: [] }],
    });
  });

  test('says what has no place here', () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
    const read = promptOfChat(
      chat({
        model: 'm',
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
          { role: 'assistant', content: null, tool_calls: [call] },
          { role: 'tool', tool_call_id: 'c', content: '1' },
        ],
      }),
    );
    expect(read?.lost.toSorted()).toEqual(['calls of tools', 'images by address', 'results of tools']);
    expect(read?.prompt.messages).toEqual([{ role: 'user', text: '', images: [] }]);
  });

  test('is not read when it is longer than a prompt may be', () => {
    const messages = Array.from({ length: 60 }, () => ({ role: 'user', content: 'x' }));
    expect(promptOfChat(chat({ model: 'm', messages }))).toBeUndefined();
  });
});
