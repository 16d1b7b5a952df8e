import { describe, expect, it } from 'vitest';
import { compileSnapshot } from '@/lib/config/snapshot/compile-snapshot';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { simulatedBaseUrl } from '@/lib/config/snapshot/simulated-base-url';
import { sampleConfig } from '../sample-config';

function compile(env: Record<string, string> = {}, part: object = {}) {
  const { keys: _keys, ...document } = sampleConfig();
  const warnings: string[] = [];
  const snapshot = compileSnapshot({
    version: 7,
    document: configDocumentSchema.parse({ ...document, ...part }),
    keys: new Map(),
    secret: (id) => (id === 'known' ? 'opened' : undefined),
    env,
    warn: (message) => warnings.push(message),
  });
  return { snapshot, warnings };
}

const provider = (part: object) => ({
  models: [],
  rules: [],
  providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: 'http://simulator.localhost/v1', ...part }],
});

describe('a compiled snapshot', () => {
  it('finds models by id and alias, keeps the order of rules and leaves out disabled ones', () => {
    const rules = sampleConfig().rules.map((rule, index) => ({ ...rule, enabled: index === 1 }));
    const { snapshot } = compile({}, { rules });
    expect(snapshot.models.get('large')).toBe(snapshot.models.get('big'));
    expect(snapshot.rules.map((rule) => rule.id)).toEqual(['auto-rest']);
    expect(snapshot.providers.get('openai')?.timeouts.connectMs).toBe(4_000);
    expect(snapshot.prices.size).toBe(2);
  });

  it('reads env: from the environment; without the variable the provider has no key and a warning is given', () => {
    expect(compile({ LOCAL_MODEL_KEY: 'k' }).snapshot.providers.get('local')?.apiKey).toBe('k');
    const { snapshot, warnings } = compile({ LOCAL_MODEL_KEY: '' });
    expect(snapshot.providers.get('local')).not.toHaveProperty('apiKey');
    expect(warnings).toContain('provider local has no key: the variable LOCAL_MODEL_KEY is not set');
  });

  it('opens secret:, and uses neither a lost one nor a plain one that somebody wrote into the table', () => {
    const { snapshot } = compile({}, provider({ apiKey: 'secret:known' }));
    expect(snapshot.providers.get('p')?.apiKey).toBe('opened');
    for (const apiKey of ['secret:lost', 'sk-plain']) {
      const bad = compile({}, provider({ apiKey }));
      expect(bad.snapshot.providers.get('p')).not.toHaveProperty('apiKey');
      expect(bad.warnings.join()).not.toContain('sk-plain');
    }
  });

  it('puts the simulator of today in the place of its standing address', () => {
    const env = { TOLLGATE_SIMULATOR_URL: 'http://127.0.0.1:4010' };
    const { snapshot } = compile(env, provider({ simulated: true }));
    expect(snapshot.providers.get('p')).toMatchObject({ baseUrl: 'http://127.0.0.1:4010/v1', enabled: true });
    expect(compile({}, provider({ simulated: true })).snapshot.providers.get('p')?.enabled).toBe(false);
    expect(simulatedBaseUrl('http://127.0.0.1:9/v1', 'http://127.0.0.1:4010')).toBe('http://127.0.0.1:9/v1');
  });
});
