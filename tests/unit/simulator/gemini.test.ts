import { describe, expect, it } from 'vitest';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();

interface Chunk {
  candidates: {
    content: { parts: { text?: string; functionCall?: { args: unknown } }[] };
    finishReason?: string;
  }[];
  usageMetadata: Record<string, number>;
  modelVersion: string;
}

const BODY = { contents: [{ role: 'user', parts: [{ text: 'Explain budgets in plain words.' }] }] };
const MODEL = '/gemini/v1beta/models/gemini-2.5-flash';

async function whole(body: unknown): Promise<Chunk> {
  return (await simulator.post(`${MODEL}:generateContent`, body)).json() as Promise<Chunk>;
}

async function streamed(body: unknown): Promise<Chunk[]> {
  const answer = await simulator.post(`${MODEL}:streamGenerateContent?alt=sse`, body);
  const events = (await answer.text()).split('\r\n\r\n').filter((event) => event !== '');
  return events.map((event) => JSON.parse(event.replace(/^data: /, '')) as Chunk);
}

const textOf = (chunk: Chunk): string => chunk.candidates[0]?.content.parts[0]?.text ?? '';

describe('Gemini', () => {
  it('answers whole and streamed with the same text and usage', async () => {
    const one = await whole(BODY);
    const chunks = await streamed(BODY);
    expect(chunks.map(textOf).join('')).toBe(textOf(one));
    expect(chunks.at(-1)?.usageMetadata).toEqual(one.usageMetadata);
    expect(chunks.at(-1)?.candidates[0]?.finishReason).toBe('STOP');
    expect(chunks.length).toBeGreaterThan(3);
  });

  it('counts thoughts outside the candidates and inside the total', async () => {
    const thinking = {
      ...BODY,
      generationConfig: { thinkingConfig: { thinkingBudget: 512, includeThoughts: true } },
    };
    const { usageMetadata: usage } = await whole(thinking);
    const { promptTokenCount = 0, candidatesTokenCount = 0, thoughtsTokenCount = 0 } = usage;
    expect(thoughtsTokenCount).toBeGreaterThan(0);
    expect(usage['totalTokenCount']).toBe(promptTokenCount + candidatesTokenCount + thoughtsTokenCount);
  });

  it('calls a function with an object as arguments', async () => {
    const tools = [
      {
        functionDeclarations: [
          {
            name: 'get_weather',
            parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
          },
        ],
      },
    ];
    const body = { ...BODY, tools, toolConfig: { functionCallingConfig: { mode: 'ANY' } } };
    const one = await whole(body);
    expect(one.candidates[0]?.content.parts[0]?.functionCall?.args).toEqual({ city: expect.any(String) });
  });

  it('answers a response schema with fitting JSON', async () => {
    const responseSchema = { type: 'OBJECT', properties: { ok: { type: 'BOOLEAN' } }, required: ['ok'] };
    const config = { responseMimeType: 'application/json', responseSchema };
    expect(JSON.parse(textOf(await whole({ ...BODY, generationConfig: config })))).toEqual({
      ok: expect.any(Boolean),
    });
  });

  it('tells image tokens apart in the details', async () => {
    const parts = [{ text: 'What is it?' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }];
    await whole({ contents: [{ role: 'user', parts }] });
    expect((await simulator.ledger()).at(-1)?.meters['in.image']).toBe(258);
  });

  it('answers errors in Google shape', async () => {
    const answer = await simulator.post('/gemini/v1beta/models/gemini-9:generateContent', BODY);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 404, status: 'NOT_FOUND' } });
  });
});
