import type { ChatBody } from '../chat-body';

/** A module for Node with the package `openai`. */
export function typescriptCode(baseUrl: string, body: ChatBody): string {
  return `import OpenAI from 'openai';

const client = new OpenAI({
  apiKey: process.env.TOLLGATE_API_KEY,
  baseURL: ${JSON.stringify(`${baseUrl}/v1`)},
});

const answer = await client.chat.completions.create(${JSON.stringify(body, null, 2)});

console.log(answer.choices[0]?.message.content);
`;
}
