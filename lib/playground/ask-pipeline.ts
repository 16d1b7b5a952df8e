import { answerByRoute } from '@/lib/gateway/route-door';
import type { Viewer } from '@/lib/users/viewer';
import { ensurePlaygroundKey } from './ensure-key';
import type { PlaygroundPlace } from './place-key';
import { playgroundTag } from './playground-tag';

/** A key that was just made is known to the pipeline within milliseconds, not at once. */
const KNOWN_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 50;

/**
 * Sends a body through the pipeline as the playground of a place, tagged with who asks: the same rules, limits, budgets
 * and books as for any application. The answer streams; `signal` ends it. The key never leaves this process.
 */
export async function askPipeline(
  viewer: Viewer,
  place: PlaygroundPlace,
  path: '/v1/chat/completions' | '/v1/route' | '/v1/estimate-cost',
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const value = await ensurePlaygroundKey(place);
  const headers = {
    authorization: `Bearer ${value}`,
    'content-type': 'application/json',
    'x-tollgate-tags': playgroundTag(viewer),
    // Models are compared by what they answer now.
    'x-tollgate-cache': 'off',
    'x-forwarded-for': viewer.origin?.address ?? '',
  };
  const text = JSON.stringify(body);
  const ask = () =>
    answerByRoute(new Request(`http://tollgate${path}`, { method: 'POST', headers, body: text, signal }));
  const until = performance.now() + KNOWN_WITHIN_MS;
  let answer = await ask();
  while (answer.status === 401 && performance.now() < until && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    answer = await ask();
  }
  return answer;
}
