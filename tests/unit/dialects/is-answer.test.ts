import { expect, it } from 'vitest';
import { isAnswer } from '@/lib/dialects/is-answer';

it.each([
  ['openai-chat', { choices: [] }],
  ['openai-responses', { output: [] }],
  ['anthropic-messages', { content: [] }],
  ['gemini', { candidates: [] }],
  ['gemini', { promptFeedback: { blockReason: 'SAFETY' } }],
  ['embeddings', { data: [] }],
] as const)('the outline of an answer in %s is enough: %j', (kind, body) => {
  expect(isAnswer(body, kind)).toBe(true);
});

it.each([null, 42, 'text', [], {}, { choices: null }, { choices: 'none' }, { status: 'ok' }])(
  'JSON of some other origin is none: %j',
  (body) => {
    expect(isAnswer(body, 'openai-chat')).toBe(false);
  },
);
