import { expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { readAll } from './streams';

/** As Mistral's reasoning models answer. */
const THINKING = {
  type: 'thinking',
  thinking: [
    { type: 'text', text: 'Let me ' },
    { type: 'text', text: 'see.' },
  ],
};
const openai = dialectFor('openai-chat');
const anthropic = dialectFor('anthropic-messages');

it('thoughts and text in lists of parts are read from a stream', () => {
  const chunk = (content: unknown) =>
    `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
  const parts = readAll(openai, chunk([THINKING]) + chunk([{ type: 'text', text: 'Yes' }]) + chunk('.'));
  expect(parts.slice(1)).toEqual([
    { type: 'reasoning', index: 0, text: 'Let me see.', origin: 'openai-chat' },
    { type: 'text', index: 0, text: 'Yes' },
    { type: 'text', index: 0, text: '.' },
  ]);
});

it('and from a whole answer, for another dialect', () => {
  const content = [THINKING, { type: 'text', text: 'Yes' }, { type: 'text', text: '.' }];
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
  const answer = openai.decodeResponse({ id: 'c', model: 'm', choices });
  expect(anthropic.encodeResponse(answer)).toMatchObject({
    content: [
      { type: 'thinking', thinking: 'Let me see.' },
      { type: 'text', text: 'Yes.' },
    ],
  });
});
