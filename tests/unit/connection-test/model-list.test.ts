import { describe, expect, it } from 'vitest';
import { listAddress } from '@/lib/connection-test/list-address';
import { readModelList } from '@/lib/connection-test/read-model-list';

describe('the list of models', () => {
  it('is read as each dialect gives it, sorted and each name once', () => {
    const openai = JSON.stringify({
      object: 'list',
      data: [{ id: 'b' }, { id: 'a', owned_by: 'x' }, { id: 'b' }],
    });
    expect(readModelList('openai-chat', openai)).toEqual(['a', 'b']);
    expect(readModelList('anthropic-messages', openai)).toEqual(['a', 'b']);
    const gemini = JSON.stringify({ models: [{ name: 'models/gemini-2.5-pro' }] });
    expect(readModelList('gemini', gemini)).toEqual(['gemini-2.5-pro']);
  });

  it.each(['', '<html>', '[]', '{}', '{"data":"no"}', '{"data":[{"id":7}]}', '{"data":[{"id":""}]}', 'null'])(
    'is none in %s',
    (body) => {
      expect(readModelList('openai-chat', body)).toBeUndefined();
      expect(readModelList('gemini', body)).toBeUndefined();
    },
  );

  it('of one dialect is none in another', () => {
    expect(readModelList('gemini', '{"data":[{"id":"a"}]}')).toBeUndefined();
    expect(readModelList('openai-chat', '{"models":[{"name":"models/a"}]}')).toBeUndefined();
  });

  it('stands below the base URL, at Azure with the version of its API', () => {
    expect(listAddress({ dialect: 'openai-chat', baseUrl: 'https://api.example.com/v1/' })).toEqual({
      origin: 'https://api.example.com',
      path: '/v1/models',
    });
    const azure = listAddress({
      ...{ preset: 'azure-openai', dialect: 'openai-chat' },
      baseUrl: 'https://a.openai.azure.com/openai',
    });
    const whole = (dialect: 'anthropic-messages' | 'gemini') =>
      listAddress({ dialect, baseUrl: 'https://api.example.com/v1' }).path;
    expect(whole('anthropic-messages')).toBe('/v1/models?limit=1000');
    expect(whole('gemini')).toBe('/v1/models?pageSize=1000');
    expect(azure.path).toMatch(/^\/openai\/models\?api-version=\d{4}-/);
  });
});
