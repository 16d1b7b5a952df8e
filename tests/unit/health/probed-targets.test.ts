import { expect, it } from 'vitest';
import { probedTargets } from '@/lib/health/probes/probed-targets';
import { snapshotOf } from '@/tests/support/gateway-fixture';

const provider = (id: string, over: object = {}) => ({
  ...{ id, dialect: 'openai-chat' as const, baseUrl: 'http://127.0.0.1:9/v1', ...over },
});
const offers = (...ids: string[]) => ids.map((id) => ({ provider: id, model: 'm' }));

function names(...providers: ReturnType<typeof provider>[]): string[] {
  const models = [
    { id: 'vectors', offers: offers('a', 'b'), capabilities: { embeddings: true } },
    { id: 'small', aliases: ['tiny'], offers: offers('a', 'b') },
    { id: 'large', offers: offers('b') },
  ];
  return probedTargets(snapshotOf({ providers, models }, [])).map(({ name }) => name);
}

it('nobody is asked unless the configuration says so', () => {
  expect(names(provider('a'), provider('b'))).toEqual([]);
});

it('asks the first chat model, or those that are named, each once', () => {
  expect(names(provider('a', { probe: {} }), provider('b'))).toEqual(['a/small']);
  const probe = { models: ['large', 'small', 'tiny'] };
  expect(names(provider('a', { probe: {} }), provider('b', { probe }))).toEqual([
    'a/small',
    'b/large',
    'b/small',
  ]);
});

it('asks no provider that is off', () => {
  expect(names(provider('a', { probe: {}, enabled: false }))).toEqual([]);
});
