import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import type { z } from 'zod';
import type { cacheSchema } from '@/lib/cache/schemas';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { snapshotOf, startGateway } from '@/tests/support/gateway-fixture';
import { ROUTING_KEY, routingConfig, type RuleEntry } from './routing-config';

export const OTHER_KEY = 'tg-test-0123456789abcdefghijklmN';
export const OTHER_TENANT = 'tg-test-0123456789abcdefghijklmn-2';

export const cachedRule = (cache: z.input<typeof cacheSchema> = {}, id = 'cached'): RuleEntry => ({
  ...{ id, name: id, when: { models: ['auto'] }, targets: ['cheap', 'strong'] },
  settings: { cache },
});

/** A gateway with a cache and three keys: two of one workspace, one of another. */
export function startCached(
  upstreamUrl: string,
  rules: readonly RuleEntry[],
  over: Partial<GatewayDeps> = {},
): Promise<GatewayFixture> {
  const keys = [
    ROUTING_KEY,
    { ...ROUTING_KEY, id: OTHER_KEY },
    { ...ROUTING_KEY, id: OTHER_TENANT, workspaceId: 'other' },
  ];
  const cache = new AnswerCache(new AnswerMemory(1024 * 1024));
  return startGateway(snapshotOf(routingConfig(upstreamUrl, rules), keys), { cache, ...over });
}
