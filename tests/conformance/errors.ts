import Anthropic from '@anthropic-ai/sdk';
import { APICallError } from 'ai';
import OpenAI from 'openai';
import { expect, it } from 'vitest';
import type { OpenClient } from './client';
import { Line } from './line';
import type { World } from './matrix';
import { modelOf, UPSTREAMS } from './upstreams';

const [first] = UPSTREAMS;
const KNOWN = first === undefined ? '' : modelOf(first);

/** The class that each SDK has for a status; LangChain throws those of `openai`. */
function typeFor(client: string, status: 400 | 401 | 404): new (...args: never[]) => Error {
  if (client.startsWith('ai ')) return APICallError;
  const sdk = client === 'anthropic' ? Anthropic : OpenAI;
  return { 400: sdk.BadRequestError, 401: sdk.AuthenticationError, 404: sdk.NotFoundError }[status];
}

async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

/** Wrong key, unknown model, bad parameter: the SDK's own typed error, with the status and the request's id. */
export function checkErrors(world: World, open: OpenClient): void {
  async function expectError(line: Line, status: 400 | 401 | 404, call: Promise<unknown>): Promise<string> {
    const thrown = await thrownBy(call);
    expect(thrown).toBeInstanceOf(typeFor(open(line).name, status));
    expect(thrown).toMatchObject(thrown instanceof APICallError ? { statusCode: status } : { status });
    const [exchange] = await line.take();
    expect(exchange?.status).toBe(status);
    expect(exchange?.headers.get('x-request-id')).toBeTruthy();
    world.afterCell?.([]);
    return exchange?.body ?? '';
  }

  it.each([false, true])('a wrong key is an authentication error (streamed: %s)', async (stream) => {
    const line = new Line({ ...world.door(), key: 'tg-wrong-0123456789abcdefghijkl' });
    await expectError(line, 401, open(line).ask({ model: KNOWN, stream, prompt: 'x' }));
  });

  it.each([false, true])('an unknown model is a not-found error (streamed: %s)', async (stream) => {
    const line = new Line(world.door());
    const body = await expectError(line, 404, open(line).ask({ model: 'nobody', stream, prompt: 'x' }));
    expect(body).toContain('nobody');
  });

  it('a parameter out of range is a bad request that names it', async () => {
    const line = new Line(world.door());
    const body = await expectError(line, 400, open(line).askBadly(KNOWN));
    expect(body).toMatch(/temperature|top_p|max_tokens/);
  });
}
