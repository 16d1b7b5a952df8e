import { createHash } from 'node:crypto';
import type { RedisClient } from './connect-redis';

export interface Script {
  lua: string;
  sha: string;
}

export const scriptOf = (lua: string): Script => ({ lua, sha: createHash('sha1').update(lua).digest('hex') });

/** By its digest; whole where the server does not know it yet, or no longer. */
export async function runScript(
  client: Pick<RedisClient, 'evalsha' | 'eval'>,
  { lua, sha }: Script,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[],
): Promise<unknown> {
  try {
    return await client.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return client.eval(lua, keys.length, ...keys, ...args);
  }
}
