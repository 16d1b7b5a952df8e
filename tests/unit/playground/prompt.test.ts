import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chatBody } from '@/lib/playground/chat-body';
import { fillVariables, variableNames } from '@/lib/playground/fill-variables';
import { promptSchema } from '@/lib/playground/schemas';

const prompt = (over: object = {}) =>
  promptSchema.parse({ messages: [{ role: 'user', text: 'Hello {{name}}' }], ...over });

describe('variables', () => {
  test('each place is named once, in the order of its first', () => {
    const messages = [{ role: 'user' as const, text: '{{b}} {{ a }} {{b}}', images: [] }];
    expect(variableNames({ system: '{{c}}', messages })).toEqual(['c', 'b', 'a']);
  });

  test('a name without a value stays as it is written', () => {
    expect(fillVariables('{{a}} {{b}}', { a: '1' })).toBe('1 {{b}}');
  });

  test('a value is never looked at again, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fillVariables('{{a}}', { a: value, b: 'wrong' })).toBe(value);
      }),
    );
    expect(fillVariables('{{a}}', { a: '{{b}} $1 $&', b: 'wrong' })).toBe('{{b}} $1 $&');
  });

  test('names of every object are no variables', () => {
    expect(fillVariables('{{constructor}} {{toString}}', {})).toBe('{{constructor}} {{toString}}');
  });
});

describe('the body that is sent', () => {
  test('leaves out what was left empty', () => {
    expect(chatBody(prompt({ variables: { name: 'Ada' } }), 'm', { stream: false })).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hello Ada' }],
      stream: false,
    });
  });

  test('holds system, parameters, tools, schema and images', () => {
    const url = 'data:image/png;base64,iVBORw0KGgo=';
    const body = chatBody(
      prompt({
        system: 'Be {{how}}.',
        variables: { how: 'brief' },
        messages: [{ role: 'user', text: 'Look', images: [url] }],
        parameters: { temperature: 0, maxTokens: 5, topP: 0.5, seed: 1 },
        tools: '[{"type":"function","function":{"name":"f"}}]',
        jsonSchema: '{"type":"object"}',
      }),
      'm',
      { stream: true },
    );
    expect(body).toEqual({
      model: 'm',
      messages: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url } },
          ],
        },
      ],
      temperature: 0,
      top_p: 0.5,
      max_completion_tokens: 5,
      seed: 1,
      tools: [{ type: 'function', function: { name: 'f' } }],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: { type: 'object' }, strict: true },
      },
      stream: true,
      stream_options: { include_usage: true },
    });
  });
});

test.each([
  ['tools', '{}', 'must be a JSON array'],
  ['tools', '[', 'is not JSON'],
  ['jsonSchema', '[]', 'must be a JSON object'],
  ['jsonSchema', 'null', 'must be a JSON object'],
])('%s %j is refused by name', (field, written, words) => {
  const { error } = promptSchema.safeParse({ messages: [{ role: 'user', text: '' }], [field]: written });
  expect(error?.issues[0]).toMatchObject({
    path: [field],
    message: expect.stringContaining(words) as string,
  });
});

test.each([
  'https://example.com/a.png',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:text/html;base64,PHN2Zz4=',
  `data:image/png;base64,${'A'.repeat(1_900_000)}`,
])('an image %.40s… is refused', (url) => {
  const messages = [{ role: 'user', text: '', images: [url] }];
  expect(promptSchema.safeParse({ messages }).success).toBe(false);
});
