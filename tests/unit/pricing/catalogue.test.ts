import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  catalogueModels,
  catalogueProviderOf,
  CATALOGUE_PROVIDERS,
  CATALOGUE_SOURCE,
  proposePriceRows,
} from '@/lib/pricing/catalogue';
import { decimalOf } from '@/lib/pricing/catalogue-meters';
import { checkPriceRows } from '@/lib/pricing/check-price-rows';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { priceRowSchema } from '@/lib/pricing/price-row';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { query } from './price-rows';

const recordedAt = '2026-11-22T00:00:00Z';
const propose = (catalogueProvider: string, model: string) =>
  proposePriceRows({ catalogueProvider, provider: 'acme', model, recordedAt });
const cost = (
  catalogueProvider: string,
  model: string,
  meters: MeterQuantities,
  at = '2026-11-23T12:00:00Z',
) =>
  buildPriceBook(propose(catalogueProvider, model)).calculate(query(meters, { model, at: Date.parse(at) }))
    .totalUsd;

describe('the whole catalogue', () => {
  const models = catalogueModels();
  const rows = models.flatMap(({ provider, id }) =>
    proposePriceRows({ catalogueProvider: provider, provider, model: id, recordedAt }),
  );

  it('names the release that is installed', () => {
    const path = 'node_modules/@pydantic/genai-prices/package.json';
    const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
    expect(CATALOGUE_SOURCE).toBe(`catalogue:@pydantic/genai-prices@${version}`);
  });

  it('proposes rows that the configuration accepts: no double, no overlap, no duplicated id', () => {
    expect(rows.length).toBeGreaterThan(2_000);
    for (const proposed of rows) expect(priceRowSchema.parse(proposed)).toEqual(proposed);
    expect(checkPriceRows(rows)).toEqual([]);
  });

  it('proposes the same rows again', () => {
    const again = models.flatMap(({ provider, id }) =>
      proposePriceRows({ catalogueProvider: provider, provider, model: id, recordedAt }),
    );
    expect(again).toEqual(rows);
  });

  it('lists models of every provider, with context windows', () => {
    expect(new Set(models.map(({ provider }) => provider))).toEqual(new Set(CATALOGUE_PROVIDERS));
    expect(models.find(({ provider, id }) => provider === 'openai' && id === 'gpt-4o')?.contextTokens).toBe(
      128_000,
    );
  });
});

describe('single models', () => {
  it('come under their dated names as well', () => {
    expect(cost('openai', 'gpt-4o-2024-08-06', { 'in.text': 1_000_000, 'in.cache_read': 1_000_000 })).toBe(
      '3.75',
    );
  });

  it('keep 5 m and 1 h cache writes apart', () => {
    expect(cost('anthropic', 'claude-sonnet-4-5', { 'in.cache_write.5m': 100_000 })).toBe('0.375');
    expect(cost('anthropic', 'claude-sonnet-4-5', { 'in.cache_write.1h': 100_000 })).toBe('0.6');
  });

  it('change tier at their threshold, also where the catalogue writes it as 271,999', () => {
    expect(cost('google', 'gemini-2.5-pro', { 'in.text': 200_000 })).toBe('0.25');
    expect(cost('google', 'gemini-2.5-pro', { 'in.text': 200_001 })).toBe('0.5000025');
    expect(cost('openai', 'gpt-5.4', { 'in.text': 271_999 })).toBe('0.6799975');
    expect(cost('openai', 'gpt-5.4', { 'in.text': 272_000 })).toBe('1.36');
    expect(propose('openai', 'gpt-5.4').map(({ when }) => when?.context)).toContainEqual({
      op: 'gte',
      value: 272_000,
      basis: 'input',
    });
  });

  it('change price on the day that is announced', () => {
    const tokens = { 'in.text': 1_000_000 };
    expect(cost('gemini', 'gemini-3.6-flash', tokens, '2026-12-31T23:59:59.999Z')).toBe('0.75');
    expect(cost('gemini', 'gemini-3.6-flash', tokens, '2027-01-01T00:00:00.000Z')).toBe('1.5');
  });

  it('have peak hours on weekdays, and only since they were introduced', () => {
    const at = (instant: string) => cost('deepseek', 'deepseek-v4-flash', { 'in.text': 1_000_000 }, instant);
    expect(at('2026-11-23T00:59:59.999Z')).toBe('0.22');
    expect(at('2026-11-23T01:00:00.000Z')).toBe('0.44');
    expect(at('2026-11-23T04:00:00.000Z')).toBe('0.22');
    expect(at('2026-11-23T09:59:59.999Z')).toBe('0.44');
    expect(at('2026-11-22T02:00:00.000Z')).toBe('0.22'); // Sunday
    expect(at('2026-08-16T02:00:00.000Z')).toBe('0.14');
  });

  it('price audio as Google does: like other input unless listed apart', () => {
    expect(cost('google', 'gemini-2.5-pro', { 'in.audio': 1_000 })).toBe('0.00125');
    expect(cost('google', 'gemini-2.5-flash', { 'in.audio': 1_000 })).toBe('0.001');
    expect(cost('openai', 'gpt-4o-audio-preview', { 'in.audio': 1_000 })).toBeNull();
  });

  it('have no proposal when they are unknown', () => {
    expect(propose('openai', 'no-such-model')).toEqual([]);
    expect(propose('no-such-provider', 'gpt-4o')).toEqual([]);
    expect(catalogueProviderOf('xAI')).toBe('x-ai');
    expect(catalogueProviderOf('constructor')).toBeUndefined();
  });
});

it('writes a double as the decimal that was typed', () => {
  const cases = {
    '0.1': 0.1,
    '2.5': 2.5,
    '0.0028': 28e-4,
    '0.003625': 3625e-6,
    '0.0000001': 1e-7,
    '0.00000125': 1.25e-6,
  };
  for (const [text, double] of Object.entries(cases)) expect(decimalOf(double)).toBe(text);
  expect(decimalOf(1.5e21)).toBe('1500000000000000000000');
  expect(decimalOf(0)).toBe('0');
  for (const wrong of [-1, Number.NaN, Infinity]) expect(decimalOf(wrong)).toBeUndefined();
});
