import { request } from 'undici';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import type { World } from '../faults/world';

/** A small request to a model of the faulty world, by a key without limits; how long it took and whether it was served. */
export async function askOnce(
  { gateway, client }: World,
  model: string,
): Promise<{ served: boolean; ms: number }> {
  const started = performance.now();
  const messages = [{ role: 'user', content: 'Say twenty characters.' }];
  try {
    const answer = await request(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      dispatcher: client,
      headers: { authorization: `Bearer ${TEST_KEY}-free`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages }),
    });
    await answer.body.dump();
    return { served: answer.statusCode === 200, ms: performance.now() - started };
  } catch {
    return { served: false, ms: performance.now() - started };
  }
}
