import { setTimeout as after } from 'node:timers/promises';
import { fetch, type Headers, type Response } from 'undici';
import { expect } from 'vitest';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import type { World } from './world';

/** Paths of the API by what they speak. */
export const PATHS = {
  'openai-chat': '/v1/chat/completions',
  'anthropic-messages': '/v1/messages',
  'openai-responses': '/v1/responses',
} as const;
export type Spoken = keyof typeof PATHS;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The error's code, of an answer or of a frame in a stream. */
  code: string | undefined;
}

const QUESTION = 'Say twenty characters.';

/** A small request in the words of a door. */
export function requestBody(model: string, stream: boolean, spoken: Spoken = 'openai-chat'): string {
  const messages = [{ role: 'user', content: QUESTION }];
  if (spoken === 'openai-responses') return JSON.stringify({ model, stream, input: QUESTION });
  const limit = spoken === 'anthropic-messages' ? { max_tokens: 1_000 } : {};
  return JSON.stringify({ model, stream, messages, ...limit });
}

/** A body as it is, also for those that are no request. */
export function post(
  world: World,
  body: string | Buffer,
  headers: Record<string, string> = {},
  spoken: Spoken = 'openai-chat',
): Promise<Response> {
  return fetch(`${world.gateway.url}${PATHS[spoken]}`, {
    method: 'POST',
    dispatcher: world.client,
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
    body,
    signal: AbortSignal.timeout(20_000),
  });
}

export async function ask(
  world: World,
  model: string,
  stream: boolean,
  headers: Record<string, string> = {},
  spoken: Spoken = 'openai-chat',
): Promise<Answer> {
  const response = await post(world, requestBody(model, stream, spoken), headers, spoken);
  const text = await response.text();
  // Neither the provider's key nor its address.
  expect(text).not.toContain('sk-upstream');
  expect(text).not.toContain(new URL(world.bad.url).host);
  expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  const code = /"code":\s*"([^"]+)"/.exec(text)?.[1];
  return { status: response.status, headers: response.headers, text, code };
}

/** Waits until something holds, at most some seconds; the last failure is told. */
export async function soon(check: () => void | Promise<void>, withinMs = 5_000): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await after(5);
    }
  }
}
