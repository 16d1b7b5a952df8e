import { describe, expect, it } from 'vitest';
import { diffConfig } from '@/lib/config/versions/diff-config';
import { configSchema, type ConfigFile } from '@/lib/config/schemas';
import { KEY_VALUE, PROVIDER_SECRET, sampleConfig } from '../sample-config';

/** As exported: secrets stored, values gone. */
function stored(): ConfigFile {
  const file = configSchema.parse(sampleConfig());
  return {
    ...file,
    providers: file.providers.map((provider, index) =>
      index === 0 ? { ...provider, apiKey: 'secret:1' } : provider,
    ),
    keys: file.keys.map(({ value: _value, ...key }) => key),
  };
}

const sentences = (before: ConfigFile, after: ConfigFile) =>
  diffConfig(before, after).map((change) => change.sentence);

describe('a diff', () => {
  it('is empty between equal configurations', () => {
    expect(diffConfig(stored(), stored())).toEqual([]);
  });

  it('says field by field what changes, with a path that means the same before and after', () => {
    const after = stored();
    after.prices = after.prices.map((row) =>
      row.id === 'big-in' ? { ...row, effectiveTo: '2027-01-01T00:00:00Z' } : row,
    );
    after.rules = after.rules.map((rule) =>
      rule.id === 'auto-big' ? { ...rule, when: { ...rule.when, minInputTokens: 2000 } } : rule,
    );
    expect(diffConfig(stored(), after)).toEqual([
      {
        kind: 'added',
        path: 'prices["big-in"].effectiveTo',
        after: '2027-01-01T00:00:00Z',
        sentence: 'The price "big-in" gets effectiveTo: 2027-01-01T00:00:00Z.',
      },
      {
        kind: 'changed',
        path: 'rules["auto-big"].when.minInputTokens',
        before: 1000,
        after: 2000,
        sentence: 'The rule "auto-big" changes when.minInputTokens from 1000 to 2000.',
      },
    ]);
  });

  it('masks new secrets and values of keys', () => {
    const changes = diffConfig(stored(), configSchema.parse(sampleConfig()));
    expect(changes.map(({ path }) => path)).toEqual(['providers["openai"].apiKey', 'keys["app"].value']);
    expect(JSON.stringify(changes)).not.toContain(PROVIDER_SECRET);
    expect(JSON.stringify(changes)).not.toContain(KEY_VALUE);
  });

  it('masks them in entries that are new as a whole too', () => {
    const changes = diffConfig(configSchema.parse({}), configSchema.parse(sampleConfig()));
    expect(JSON.stringify(changes)).not.toContain(PROVIDER_SECRET);
    expect(JSON.stringify(changes)).not.toContain(KEY_VALUE);
    expect(changes[0]).toMatchObject({ kind: 'added', path: 'providers["openai"]' });
  });

  it('tells of a new order of rules, and of no other order', () => {
    const after = stored();
    after.rules.reverse();
    after.models.reverse();
    expect(sentences(stored(), after)).toEqual([
      'The rules are tried in another order: auto-rest, auto-big.',
    ]);
  });

  it('calls a key that is left out switched off, not removed', () => {
    expect(sentences(stored(), { ...stored(), keys: [] })).toEqual(['The key "app" is switched off.']);
  });

  it('takes the same instant in another zone for no change', () => {
    const withEnd = (expiresAt: string) => ({
      ...stored(),
      keys: stored().keys.map((key) => ({ ...key, expiresAt })),
    });
    expect(diffConfig(withEnd('2027-01-01T02:00:00+02:00'), withEnd('2027-01-01T00:00:00Z'))).toEqual([]);
  });
});
