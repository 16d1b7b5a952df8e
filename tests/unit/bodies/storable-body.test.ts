import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { WaitingBody } from '@/lib/bodies/body';
import { storableBody } from '@/lib/bodies/storable-body';

const waiting = (over: Partial<WaitingBody>): WaitingBody => ({
  ...{ requestId: 'r', startedAt: 0, workspaceId: 'main', keyId: 'k', policy: 'redacted', patterns: [] },
  ...{ dialect: 'openai-chat', stream: false, promptBytes: 0, answerBytes: 0 },
  ...over,
});
const chunk = (delta: object) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`;

it('texts are redacted wherever they stand: names of fields, nested JSON, escapes, numbers', () => {
  const prompt = String.raw`{"messages":[{"content":"ada\u0040example.com"}],"ada@example.com":1,"card":4111111111111111,
    "tools":[{"arguments":"{\"to\":\"ada\\u0040example.com\"}"}],"max_tokens":100}`;
  const { prompt: kept } = storableBody(waiting({ prompt }));
  expect(kept).toEqual({
    messages: [{ content: '[email]' }],
    '[email]': 1,
    card: '[card]',
    tools: [{ arguments: { to: '[email]' } }],
    max_tokens: 100,
  });
});

it('a streamed answer is put together first, so that nothing hides between two events', () => {
  const answer = `${chunk({ role: 'assistant', content: 'write to ada@exam' })}: comment\n\n${chunk({ content: 'ple.com' })}data: [DONE]\n\n`;
  expect(storableBody(waiting({ stream: true, answer })).answer).toEqual({ text: 'write to [email]' });
  const cut = answer.slice(0, answer.indexOf('data: [DONE]') - 5);
  expect(JSON.stringify(storableBody(waiting({ stream: true, answer: cut })).answer)).toContain('write to');
});

it('every dialect of a door can be read back', () => {
  const stream = readFileSync('tests/fixtures/anthropic-messages/server-tool.sse', 'utf8');
  const { answer } = storableBody(
    waiting({ stream: true, dialect: 'anthropic-messages', policy: 'on', answer: stream }),
  );
  expect((answer as { text: string }).text.length).toBeGreaterThan(5);
});

it('files are not kept where texts are redacted, only their size', () => {
  const file = `data:image/png;base64,${'iVBORw0KGgo'.repeat(400)}`;
  const prompt = JSON.stringify({ url: file });
  expect(storableBody(waiting({ prompt })).prompt).toEqual({ url: `[file of ${file.length} characters]` });
  expect(storableBody(waiting({ prompt, policy: 'on' })).prompt).toEqual({ url: file });
});

it('what is no JSON is kept only where nothing is taken out', () => {
  expect(storableBody(waiting({ prompt: '{"a": "ada@exam' })).prompt).toBeUndefined();
  expect(storableBody(waiting({ prompt: 'plain', policy: 'on' })).prompt).toEqual({ text: 'plain' });
  expect(storableBody(waiting({})).prompt).toBeUndefined();
});

it('what the database can store in no text is replaced', () => {
  const prompt = String.raw`{"a":"x\u0000y\ud800z"}`;
  expect(storableBody(waiting({ prompt, policy: 'on' })).prompt).toEqual({ a: 'x\uFFFDy\uFFFDz' });
});
