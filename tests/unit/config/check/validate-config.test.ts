import { describe, expect, it } from 'vitest';
import { validateConfig, type KnownConfig } from '@/lib/config/check/validate-config';
import { starterConfig } from '@/lib/config/starter/seed-config';
import { providerDestination } from '@/lib/config/secrets/provider-destination';
import { parseAllowList } from '@/lib/egress/policy';
import { sampleConfig } from '../sample-config';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const known: KnownConfig = {
  workspaces: new Set(['main']),
  keyIds: new Set(),
  keyWithValue: () => undefined,
  credentialIds: new Set(['cred-1']),
  destinations: new Map(),
  prices: [],
  egressAllowed: parseAllowList('127.0.0.1'),
  nowMs: NOW,
};

type Sample = ReturnType<typeof sampleConfig>;

function problems(change: (file: Sample) => unknown, more: Partial<KnownConfig> = {}): string[] {
  const file = sampleConfig();
  const validation = validateConfig(change(file) ?? file, { ...known, ...more });
  return validation.ok ? [] : validation.problems.map(({ path, message }) => `${path}: ${message}`);
}

/** The file with parts of its first provider, model, rule or key replaced. */
const first =
  (section: 'providers' | 'models' | 'rules' | 'keys' | 'budgets', part: object) => (file: Sample) => ({
    ...file,
    [section]: file[section].map((entry, index) => (index === 0 ? { ...entry, ...part } : entry)),
  });

describe('probes of a provider', () => {
  const probing = (probe: object) => first('providers', { probe });
  it('may ask a chat model that it offers', () => {
    const [{ offers = [], id = '' } = {}] = sampleConfig().models;
    const file = sampleConfig();
    const index = file.providers.findIndex((provider) => provider.id === offers[0]?.provider);
    const probed = (change: Sample) => ({
      ...change,
      providers: change.providers.map((entry, at) =>
        at === index ? { ...entry, probe: { models: [id] } } : entry,
      ),
    });
    expect(problems(probed)).toEqual([]);
  });
  it.each([
    [{ models: ['nope'] }, 'probe.models[0]'],
    [{ workspace: 'nope' }, 'probe.workspace'],
    [{ everyS: 9 }, 'probe.everyS'],
    [{ everyS: '60' }, 'probe.everyS'],
    [{ prompt: '' }, 'probe.prompt'],
    [{ often: true }, 'probe'],
  ])('refuses %j by its field', (probe, field) => {
    expect(problems(probing(probe)).join()).toContain(`providers[0].${field}`);
  });
});

describe('the semantic cache of a rule', () => {
  const withModel = (model: string) => first('rules', { settings: { cache: { semantic: { model } } } });
  it('names a model that is there', () =>
    expect(problems(withModel('nope')).join()).toMatch(
      /^rules\[0\]\.settings\.cache\.semantic\.model: .*nope/,
    ));
  it('names one for embeddings', () => {
    const [model] = sampleConfig().models;
    expect(problems(withModel(model?.id ?? ''))).toEqual([
      `rules[0].settings.cache.semantic.model: “${model?.id}” is no model for embeddings.`,
    ]);
  });
  it.each([
    [{ ttlSeconds: -1 }, 'ttlSeconds'],
    [{ ttlSeconds: 1.5 }, 'ttlSeconds'],
    [{ scope: 'all' }, 'scope'],
    [{ semantic: { model: 'm', threshold: 2 } }, 'semantic.threshold'],
    [{ semantic: {} }, 'semantic.model'],
    [{ forever: true }, 'forever'],
  ])('a cache of %o is told where it is wrong', (cache, at) => {
    const found = problems(first('rules', { settings: { cache } }));
    expect(found.join()).toContain(`rules[0].settings.cache`);
    expect(found.join()).toContain(at.split('.').at(-1));
  });
});

describe('a configuration file', () => {
  it('is accepted when right, also the one of a first start', () => {
    expect(problems((file) => file)).toEqual([]);
    expect(problems(() => starterConfig(NOW))).toEqual([]);
    expect(problems(() => ({}))).toEqual([]);
  });

  it.each([
    [
      (file: Sample) => ({ ...file, providers: [...file.providers, file.providers[0]] }),
      'providers[2].id: "openai" is already the id of providers[0]',
    ],
    [
      first('models', { aliases: ['large', 'small'] }),
      'models[0].aliases[1]: "small" is already given by models[1].id',
    ],
    [
      first('models', { aliases: ['large', 'big'] }),
      'models[0].aliases[1]: "big" is already given by models[0].id',
    ],
    [
      first('models', { offers: [{ provider: 'x', model: 'm' }] }),
      'models[0].offers[0].provider: there is no provider "x"',
    ],
    [first('rules', { targets: ['big', 'nobody'] }), 'rules[0].targets[1]: there is no model "nobody"'],
    [first('rules', { targets: ['x/big'] }), 'rules[0].targets[0]: there is no provider "x"'],
    [first('rules', { targets: ['openai/x'] }), 'rules[0].targets[0]: there is no model "x"'],
    [
      first('rules', { targets: ['local/big'] }),
      'rules[0].targets[0]: the provider "local" does not offer the model "big"',
    ],
    [first('rules', { when: { keys: ['x'] } }), 'rules[0].when.keys[0]: there is no key "x"'],
    [
      first('rules', { when: { models: ['auto'], minInputTokens: 2, maxInputTokens: 1 } }),
      'rules[0].when: The rule “Long prompts” can never match: it asks for at least 2 and at most 1 tokens.',
    ],
    [
      first('rules', { when: {} }),
      'rules[1]: The rule “The rest” is never reached: “Long prompts” before it takes everything that it would match.',
    ],
    [
      first('rules', { when: { promptPattern: '(?=x)' } }),
      expect.stringMatching(/^rules\[0\]\.when\.promptPattern: .* RE2 refuses/),
    ],
    [
      first('rules', { when: { time: { zone: 'Mars/Olympus', from: '09:00', to: '17:00' } } }),
      'rules[0].when.time.zone: The rule “Long prompts” names a time zone that is not known: “Mars/Olympus”.',
    ],
    [
      first('rules', { targets: undefined, use: { kind: 'weights', weights: { big: 50, small: 40 } } }),
      'rules[0].use.weights: The weights of the rule “Long prompts” add up to 90 %, not 100 %.',
    ],
    [
      first('rules', { targets: undefined, use: { kind: 'tier', tier: 'premium' } }),
      'rules[0]: The rule “Long prompts” leaves no model to send a request to.',
    ],
    [
      first('rules', { targets: undefined, use: { kind: 'weights', weights: { big: 50, none: 50 } } }),
      'rules[0].use.weights["none"]: there is no model "none"',
    ],
    [
      first('rules', { use: { kind: 'pin', target: 'big' } }),
      'rules[0]: says where to go by `targets` or by `use`, one of them',
    ],
    [first('keys', { workspace: 'x' }), 'keys[0].workspace: there is no workspace "x"'],
    [first('keys', { models: ['auto', 'x'] }), 'keys[0].models[1]: there is no model "x"'],
    [first('keys', { value: undefined }), 'keys[0].value: the key "app" is new here: it needs a value'],
    [first('budgets', { scope: { kind: 'key', value: 'x' } }), 'budgets[0].scope.value: there is no key "x"'],
    [
      first('providers', { apiKey: 'secret:x' }),
      'providers[0].apiKey: there is no stored secret with this id; give the key itself',
    ],
    [
      first('providers', { apiKey: 'env:TOLLGATE_SECRET' }),
      'providers[0].apiKey: this variable belongs to Tollgate itself and is never sent to a provider',
    ],
    [
      first('providers', { headers: { Authorization: 'Bearer x' } }),
      'providers[0].headers["Authorization"]: carries a credential: give it as apiKey',
    ],
    [
      first('providers', { baseUrl: 'https://u:p@example.com/v1' }),
      'providers[0].baseUrl: must not hold a user name or password: give them as apiKey',
    ],
    [(file: Sample) => ({ ...file, budget: [] }), 'budget: there is no such field'],
    [first('rules', { target: [] }), 'rules[0].target: there is no such field'],
    [(file: Sample) => ({ ...file, rules: {} }), 'rules: must be a list'],
    [() => [], ': the file must hold one JSON object'],
  ])('is refused with the path of what is wrong (%#)', (change, problem) => {
    expect(problems(change)).toEqual([problem]);
  });

  it('names everything wrong at once, and nothing that only follows from it', () => {
    const found = problems((file) => ({
      ...file,
      // Unreadable, so that nobody can know whether the models offered there exist.
      providers: [{ ...file.providers[0], dialect: 'smoke signals' }, file.providers[1]],
      rules: [...file.rules, { id: 'auto-big', name: '', targets: [] }],
      keys: [{ ...file.keys[0], workspace: 'moon' }],
    }));
    expect(found.map((text) => text.slice(0, text.indexOf(':')))).toEqual([
      'providers[0].dialect',
      'rules[2].name',
      'rules[2].targets',
      'keys[0].workspace',
    ]);
  });

  it('takes a stored secret and the value that a key has already', () => {
    const baseUrl = sampleConfig().providers[0]?.baseUrl ?? '';
    const destinations = new Map([['cred-1', new Set([providerDestination({ baseUrl })])]]);
    expect(problems(first('providers', { apiKey: 'secret:cred-1' }), { destinations })).toEqual([]);
    expect(problems(first('keys', { value: undefined }), { keyIds: new Set(['app']) })).toEqual([]);
    expect(problems((file) => file, { keyWithValue: () => 'app' })).toEqual([]);
    expect(problems((file) => file, { keyWithValue: () => 'other' })).toEqual([
      'keys[0].value: is already the value of another key',
    ]);
  });

  it('points at the price as the file counts, though an earlier one could not be read', () => {
    const found = problems((file) => ({
      ...file,
      prices: [{ id: 'broken' }, ...file.prices, { ...file.prices[0], id: 'again' }],
    }));
    expect(found.at(-1)).toMatch(/^prices\[3\]\.effectiveFrom: .*overlaps prices\[1\]/);
  });
});
