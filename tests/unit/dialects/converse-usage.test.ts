import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConverseUsage } from '@/lib/dialects/converse-usage';
import { readUsage } from '@/lib/dialects/openai-chat/usage';
import type { JsonRecord } from '@/lib/dialects/json-value';

const { usage } = JSON.parse(readFileSync('tests/fixtures/bedrock/converse.json', 'utf8')) as {
  usage: JsonRecord & { totalTokens: number };
};

test('the input excludes the cache, and writes are told apart by how long they live', () => {
  const read = readConverseUsage(usage);
  expect(read?.meters).toEqual({
    'in.text': 120,
    'in.cache_read': 2000,
    'in.cache_write.1h': 1000,
    'in.cache_write.5m': 2000,
    'out.text': 30,
  });
  expect(read).toMatchObject({ provenance: 'provider', raw: usage });
  const all = Object.values(read?.meters ?? {}).reduce((sum, one) => sum + (one ?? 0), 0);
  expect(all).toBe(usage.totalTokens);
});

test.each([
  ['writes without details live for five minutes', { cacheDetails: [] }, { 'in.cache_write.5m': 3000 }],
  [
    'what details leave unsaid is of a life unknown',
    { cacheDetails: [{ ttl: '1h', inputTokens: 1000 }] },
    { 'in.cache_write.1h': 1000, 'in.cache_write.other': 2000 },
  ],
  [
    'a life that is new is of a life unknown',
    { cacheDetails: [{ ttl: '1d', inputTokens: 3000 }] },
    { 'in.cache_write.other': 3000 },
  ],
])('%s', (_, more, writes) => {
  const { meters = {} } = readConverseUsage({ ...usage, ...more }) ?? {};
  expect(
    Object.fromEntries(Object.entries(meters).filter(([meter]) => meter.startsWith('in.cache_write'))),
  ).toEqual(writes);
});

test('half a report is partial, and one of strings is none that can be billed', () => {
  expect(readConverseUsage({ inputTokens: 5 })).toMatchObject({
    provenance: 'partial',
    meters: { 'in.text': 5 },
  });
  expect(readConverseUsage({ inputTokens: '5' })?.provenance).not.toBe('provider');
});

test('a proxy before Bedrock that hands it on in a chat completion is understood', () => {
  expect(readUsage({ model: 'm', usage })?.meters['in.cache_write.1h']).toBe(1000);
});
