import type OpenAI from 'openai';

/** Two dialects behind one door, and the rules' own choice. */
export const MODELS = [
  'gpt-4.1',
  'claude-sonnet-4.5',
  'gemini-2.5-flash',
  'deepseek-v3.2',
  'claude-opus-4',
  'auto',
];
const PROMPTS = [
  'What is a token?',
  'Analyze the trade-offs of caching model answers.',
  'Write a function that reverses a list in Python.',
  'Translate “good morning” into Vietnamese.',
];

export interface Sent {
  answered: number;
  refused: number;
}

/** Sends one request, streamed when `n` is even, and reads it to its end. */
async function sendOne(client: OpenAI, n: number): Promise<void> {
  const request = {
    model: MODELS[n % MODELS.length] ?? 'auto',
    messages: [{ role: 'user' as const, content: `${PROMPTS[n % PROMPTS.length] ?? ''} (${n})` }],
    max_tokens: 40 + (n % 50),
  };
  if (n % 2 === 0) {
    let text = '';
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true }))
      text += chunk.choices[0]?.delta.content ?? '';
    if (text === '') throw new Error('an empty stream');
    return;
  }
  const answer = await client.chat.completions.create(request);
  if (!answer.choices[0]?.message.content) throw new Error('an empty answer');
}

/** Sends `total` mixed requests, `concurrency` at a time; errors are counted, not thrown. */
export async function sendMixed(client: OpenAI, total: number, concurrency: number): Promise<Sent> {
  const sent: Sent = { answered: 0, refused: 0 };
  let next = 0;
  const lane = async () => {
    while (next < total) {
      const n = next;
      next += 1;
      try {
        await sendOne(client, n);
        sent.answered += 1;
      } catch {
        sent.refused += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return sent;
}
