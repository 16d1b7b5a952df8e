import type { World } from './world';

/** By the management API, as an admin's script does it. Throws with the answer when it is refused. */
export async function manage(
  { dashboard, adminToken }: Pick<World, 'dashboard' | 'adminToken'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(`${dashboard.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

export const keyValue = (id: string) => `tg-fleet-${id}-0123456789abcdefghijklmn`;

/** Its value; known to every gateway within a moment. */
export async function makeKey(world: World, id: string, limits: object = {}): Promise<string> {
  const value = keyValue(id);
  await manage(world, 'POST', '/keys', { id, name: id, workspace: 'main', value, ...limits });
  const isKnown = async ({ url }: { url: string }) =>
    (await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${value}` } })).status === 200;
  await untilAll(world, isKnown);
  return value;
}

/** Milliseconds until it is so at every gateway. Throws after ten seconds. */
export async function untilAll(
  { gateways }: Pick<World, 'gateways'>,
  isSo: (gateway: { url: string }) => Promise<boolean>,
): Promise<number> {
  const startedMs = performance.now();
  const waits = gateways.map(async (gateway) => {
    while (!(await isSo(gateway))) {
      if (performance.now() - startedMs > 10_000) throw new Error(`not so at ${gateway.url} after 10 s`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
  await Promise.all(waits);
  return performance.now() - startedMs;
}

export function ask(url: string, key: string, model: string, headers: object = {}): Promise<Response> {
  const messages = [{ role: 'user', content: 'What is a tollgate?' }];
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages, max_tokens: 20 }),
  });
}
