import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema, providerSchema } from '@/lib/config/schemas';
import { applyQuirks, mayNeedQuirks } from '@/lib/providers/apply-quirks';
import { PRESET_NAMES, PRESETS, type Preset } from '@/lib/providers/presets';

describe('a preset', () => {
  it.each(PRESET_NAMES)(
    '%s makes a provider of no more than an id, and a base URL where it has none',
    (preset) => {
      const { baseUrl, dialect }: Preset = PRESETS[preset];
      const entry = {
        id: 'p',
        preset,
        ...(baseUrl === undefined ? { baseUrl: 'https://example.com/v1' } : {}),
      };
      expect(providerSchema.parse(entry)).toMatchObject({
        preset,
        dialect,
        baseUrl: baseUrl ?? 'https://example.com/v1',
        enabled: true,
      });
    },
  );

  it('gives way to what the provider says itself', () => {
    const own = { id: 'p', preset: 'vllm' as const, baseUrl: 'http://gpu:8000/v1' };
    expect(providerSchema.parse(own)).toMatchObject({
      dialect: 'openai-chat',
      baseUrl: 'http://gpu:8000/v1',
    });
  });

  it('that has no address leaves it to be given', () => {
    expect(providerSchema.safeParse({ id: 'p', preset: 'relay' }).error?.issues[0]?.path).toEqual([
      'baseUrl',
    ]);
  });

  it('that does not exist is refused', () => {
    const entry: object = { id: 'p', preset: 'toString', dialect: 'openai-chat', baseUrl: 'http://a/v1' };
    expect(configSchema.safeParse({ providers: [entry] }).error?.issues[0]?.path).toEqual([
      'providers',
      0,
      'preset',
    ]);
  });

  it('is described in the schema that the management API publishes', () => {
    const described = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
    expect(JSON.stringify(described)).toContain('azure-openai');
  });
});

describe('a proxy', () => {
  const provider = { id: 'p', preset: 'openai' as const };
  it('is a URL or a variable that holds one, without credentials in the file', () => {
    expect(providerSchema.safeParse({ ...provider, proxy: 'http://proxy:3128' }).success).toBe(true);
    expect(providerSchema.safeParse({ ...provider, proxy: 'env:PROXY_URL' }).success).toBe(true);
    expect(providerSchema.safeParse({ ...provider, proxy: 'http://user:pass@proxy:3128' }).success).toBe(
      false,
    );
    expect(providerSchema.safeParse({ ...provider, proxy: 'socks5://proxy:1080' }).success).toBe(false);
  });
});

describe('applyQuirks', () => {
  const quirks = PRESETS.mistral.quirks;
  it('leaves the given body as it is', () => {
    const given = Object.freeze({ seed: 1, user: 'u', stream_options: {} });
    expect(applyQuirks(given, quirks)).toEqual({
      body: { random_seed: 1 },
      changed: true,
      dropped: ['user'],
    });
  });
  it('does not name what was null, and changes nothing where there is nothing', () => {
    expect(applyQuirks({ user: null }, quirks).dropped).toEqual([]);
    const plain = { temperature: 1 };
    expect(applyQuirks(plain, quirks)).toEqual({ body: plain, changed: false, dropped: [] });
  });
  it('is never needed where mayNeedQuirks says no', () => {
    expect(mayNeedQuirks(Buffer.from('{"temperature":1}'), quirks)).toBe(false);
    expect(mayNeedQuirks(Buffer.from('{"seed":1}'), quirks)).toBe(true);
  });
});
