import { describe, expect, it } from 'vitest';
import { requireSameServer } from '@/lib/config/check/require-same-server';
import { configSchema } from '@/lib/config/schemas';

const { providers } = configSchema.parse({
  providers: [
    { id: 'one', dialect: 'openai-chat', baseUrl: 'https://one.example.com/v1', apiKey: 'secret:1' },
    {
      id: 'two',
      preset: 'openai',
      apiKeys: [{ key: 'secret:2' }, { key: 'env:TWO' }],
    },
  ],
});
const put = (entry: object) => () => requireSameServer(providers, { dialect: 'openai-chat', ...entry });
const ONE = { id: 'one', baseUrl: 'https://one.example.com/v1', apiKey: 'secret:1' };

describe('a stored key of an edited provider', () => {
  it('stays while the provider is at the same server, whatever its path', () => {
    expect(put(ONE)).not.toThrow();
    expect(put({ ...ONE, baseUrl: 'https://one.example.com/v2' })).not.toThrow();
    expect(put({ id: 'two', preset: 'openai', apiKeys: [{ key: 'secret:2' }] })).not.toThrow();
  });

  it.each([
    ['another host', { ...ONE, baseUrl: 'https://evil.example.com/v1' }],
    ['another port', { ...ONE, baseUrl: 'https://one.example.com:8443/v1' }],
    ['no cover', { ...ONE, baseUrl: 'http://one.example.com/v1' }],
    ['a proxy', { ...ONE, proxy: 'http://evil.example.com' }],
    ['a provider of another server', { ...ONE, id: 'new', baseUrl: 'https://evil.example.com' }],
    ['another place of the list', { ...ONE, apiKey: undefined, apiKeys: [{ key: 'secret:2' }] }],
    ['what is no address', { ...ONE, baseUrl: 'none' }],
  ])('is not carried to %s', (_name, entry) => {
    expect(put(entry)).toThrow(/give its key again/);
  });

  it('is not asked for where it is given anew or stands in a variable', () => {
    expect(put({ ...ONE, baseUrl: 'https://evil.example.com', apiKey: 'a-new-one' })).not.toThrow();
    expect(put({ ...ONE, baseUrl: 'https://evil.example.com', apiKey: 'env:ONE' })).not.toThrow();
  });
});
