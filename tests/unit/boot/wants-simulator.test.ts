import { describe, expect, it } from 'vitest';
import { hasRealProvider } from '@/lib/boot/wants-simulator';

const withProvider = (provider: object) => ({ providers: [{ id: 'p', baseUrl: 'http://x', ...provider }] });

describe('a provider that could answer in earnest', () => {
  it('is none in an empty configuration', () => {
    expect(hasRealProvider({}, {})).toBe(false);
  });

  it('is not a simulated one, nor a disabled one', () => {
    expect(hasRealProvider(withProvider({ simulated: true }), {})).toBe(false);
    expect(hasRealProvider(withProvider({ enabled: false, apiKey: 'secret:x' }), {})).toBe(false);
  });

  it('counts with a stored key, and without any key (a local server)', () => {
    expect(hasRealProvider(withProvider({ apiKey: 'secret:x' }), {})).toBe(true);
    expect(hasRealProvider(withProvider({}), {})).toBe(true);
  });

  it('counts with env:NAME only while NAME is set', () => {
    const document = withProvider({ apiKey: 'env:OPENAI_API_KEY' });
    expect(hasRealProvider(document, {})).toBe(false);
    expect(hasRealProvider(document, { OPENAI_API_KEY: '' })).toBe(false);
    expect(hasRealProvider(document, { OPENAI_API_KEY: 'sk-1' })).toBe(true);
  });
});
