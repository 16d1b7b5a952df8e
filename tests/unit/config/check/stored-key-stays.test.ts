import { describe, expect, it } from 'vitest';
import { checkSecrets } from '@/lib/config/check/check-secrets';
import { parseEntries } from '@/lib/config/check/parse-entries';
import { destinationsOf } from '@/lib/config/read-state';
import { configSchema } from '@/lib/config/schemas';

const document = configSchema.parse({
  providers: [
    { id: 'one', dialect: 'openai-chat', baseUrl: 'https://one.example.com/v1', apiKey: 'secret:1' },
    {
      id: 'two',
      preset: 'openai',
      apiKeys: [{ key: 'secret:2' }, { key: 'env:TWO' }],
    },
  ],
});
const known = {
  credentialIds: new Set(['1', '2', 'of-nobody']),
  destinations: destinationsOf([document]),
  keyIds: new Set<string>(),
  keyWithValue: () => undefined,
};
const put = (entry: object) => {
  const { entries, problems } = parseEntries({ providers: [{ dialect: 'openai-chat', ...entry }] });
  return [...problems, ...checkSecrets(entries, known)].map(({ message }) => message);
};
const ONE = { id: 'one', baseUrl: 'https://one.example.com/v1', apiKey: 'secret:1' };

describe('a stored key of a provider, edited alone or in a whole file,', () => {
  it('stays while the provider is at the same server, whatever its path', () => {
    expect(put(ONE)).toEqual([]);
    expect(put({ ...ONE, baseUrl: 'https://one.example.com/v2' })).toEqual([]);
    expect(put({ id: 'two', preset: 'openai', apiKeys: [{ key: 'secret:2' }] })).toEqual([]);
  });

  it.each([
    ['another host', { ...ONE, baseUrl: 'https://evil.example.com/v1' }],
    ['another port', { ...ONE, baseUrl: 'https://one.example.com:8443/v1' }],
    ['no cover', { ...ONE, baseUrl: 'http://one.example.com/v1' }],
    ['a proxy', { ...ONE, proxy: 'http://evil.example.com' }],
    ['a provider of another server', { ...ONE, id: 'new', baseUrl: 'https://evil.example.com' }],
    ['another place of the list', { ...ONE, apiKey: undefined, apiKeys: [{ key: 'secret:2' }] }],
  ])('is not carried to %s', (_name, entry) => {
    expect(put(entry)).toEqual(['this provider is at another server now: give its key again']);
  });

  it('is asked for again once no provider has it: nobody knows where it went', () => {
    expect(put({ ...ONE, apiKey: 'secret:of-nobody' })).toEqual([
      'no provider has this stored key any more: give the key again',
    ]);
  });

  it('is not asked for where it is given anew or stands in a variable', () => {
    expect(put({ ...ONE, baseUrl: 'https://evil.example.com', apiKey: 'a-new-one' })).toEqual([]);
    expect(put({ ...ONE, baseUrl: 'https://evil.example.com', apiKey: 'env:ONE' })).toEqual([]);
  });
});
