import { Agent, request } from 'undici';
import { EgressError } from './egress-error';
import { guardedLookup } from './guarded-lookup';
import { assertHostAllowed } from './connect';
import type { AllowList } from './policy';

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

const READ_BYTES = 16_384;

/**
 * One POST to an address that may be called. A redirect is an answer like any other: it is not followed. Resolves to the
 * status and the answer, '' where it is longer than 16 kB; rejects when none came.
 */
export async function postGuarded(post: Post, allowed: AllowList): Promise<{ status: number; text: string }> {
  const url = new URL(post.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new EgressError(url.host, 'only http and https are spoken');
  assertHostAllowed(url.hostname, allowed);
  const agent = new Agent({
    connect: { lookup: guardedLookup(allowed), timeout: post.timeoutMs },
    pipelining: 0,
    maxResponseSize: READ_BYTES,
  });
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: post.headers,
      body: post.body,
      dispatcher: agent,
      signal: AbortSignal.timeout(post.timeoutMs),
    });
    const text = await answer.body.text().catch(() => '');
    return { status: answer.statusCode, text };
  } finally {
    void agent.destroy();
  }
}
