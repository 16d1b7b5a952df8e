import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import type { DialectName, SseEvent } from '@/lib/dialects/types';
import { body, openai, to } from './requests';

const PIXEL = { inlineData: { mimeType: 'image/png', data: 'iVBOR' } };
const ANSWER = {
  responseId: 'r',
  modelVersion: 'gemini-2.5-flash-image',
  candidates: [
    { content: { role: 'model', parts: [{ text: 'Here: ' }, PIXEL] }, finishReason: 'STOP', index: 0 },
  ],
  usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 1290, totalTokenCount: 1295 },
};
const IMAGE = { type: 'image_url', index: 0, image_url: { url: 'data:image/png;base64,iVBOR' } };

const whole = (door: DialectName) =>
  JSON.stringify(dialectFor(door).encodeResponse(dialectFor('gemini').decodeResponse(ANSWER)));

function streamed(door: DialectName): string {
  const reader = dialectFor('gemini').readStream();
  const writer = dialectFor(door).writeStream(openai({ stream: true }));
  const event: SseEvent = { raw: Buffer.from(''), data: JSON.stringify(ANSWER) };
  return [...reader.read(event), { type: 'done' } as const].map((part) => writer.write(part)).join('');
}

describe('an image in an answer', () => {
  it('reaches clients of chat completions, where OpenRouter’s look for it', () => {
    const answer: unknown = JSON.parse(whole('openai-chat'));
    expect(answer).toMatchObject({ choices: [{ message: { content: 'Here: ', images: [IMAGE] } }] });
    expect(streamed('openai-chat')).toContain(JSON.stringify({ images: [IMAGE] }).slice(1, -1));
  });

  it.each(['anthropic-messages', 'openai-responses'] as const)('is named to a client of %s', (door) => {
    for (const answer of [whole(door), streamed(door)]) {
      expect(answer).toContain('[image/png: this API has no place');
      expect(answer).not.toContain('iVBOR');
    }
  });
});

describe('the detail of an image', () => {
  const request = (url: string) =>
    openai({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url, detail: 'low' } }] }],
    });
  const urls = ['data:image/png;base64,AAAA', 'https://example.com/a.png'];

  it.each(urls)('goes along to OpenAI: %s', (url) => {
    expect(body(to('openai-responses', request(url)))['input']).toMatchObject([
      { content: [{ type: 'input_image', image_url: url, detail: 'low' }] },
    ]);
  });

  it.each(urls)('is named as left out for others: %s', (url) => {
    for (const upstream of ['anthropic-messages', 'gemini'] as const)
      expect(to(upstream, request(url)).dropped).toEqual(['image_url.detail']);
  });
});
