import type { z } from 'zod';
import type { configSchema, timeoutsSchema } from '@/lib/config/schemas';
import type { Limits } from '@/lib/config/snapshot/snapshot';
import type { DialectName } from '@/lib/dialects/types';
import { TEST_KEY } from '@/tests/support/gateway-fixture';

export type Config = z.input<typeof configSchema>;

/** For a provider that hangs: how soon it is given up. */
export const IMPATIENT: Partial<z.input<typeof timeoutsSchema>> = {
  connectMs: 300,
  headersMs: 400,
  firstContentMs: 400,
  idleMs: 400,
  totalMs: 5_000,
};
/** For one that answers: no load of the machine is taken for its fault. */
const PATIENT = { connectMs: 3_000, headersMs: 6_000, firstContentMs: 6_000, idleMs: 6_000, totalMs: 20_000 };

/** In dollars a million tokens. */
const IN_RATE = '1';
const OUT_RATE = '10';
const PRICE_DATES = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };

export interface FaultyWorld {
  key?: Limits;
  /** Of both providers. */
  everywhere?: FaultyWorld['provider'];
  /** Of the faulty provider, and of what it offers. */
  provider?: Limits & { onClientGone?: 'drain'; hedge?: { afterMs?: number } };
  offer?: Limits;
  timeouts?: typeof IMPATIENT;
  /** What the faulty provider speaks. */
  dialect?: DialectName;
  /** Of the hard budget that counts the test key. */
  budgetUsd?: string;
  /** Answers to `auto` are kept; `solo` gives them. */
  keepsAnswers?: boolean;
}

const KEPT = {
  id: 'kept',
  name: 'Kept',
  when: { models: ['auto'] },
  targets: ['solo'],
  settings: { cache: {} },
};

const price = (provider: string, meter: 'in.text' | 'out.text', rate: string) => ({
  ...PRICE_DATES,
  id: `${provider} ${meter}`,
  provider,
  model: '*',
  meter,
  rate,
  per: 1_000_000 as const,
  source: 'test',
});

/** A faulty provider and a good one; models that only the one, only the other, and first the faulty one serves. */
export function faultyConfig(badUrl: string, goodUrl: string, over: FaultyWorld): Config {
  const provider = (id: string, baseUrl: string, own: object = {}) => ({
    id,
    dialect: 'openai-chat' as const,
    baseUrl,
    apiKey: 'env:TEST_FAULT_KEY',
    timeouts: PATIENT,
    ...over.everywhere,
    ...own,
  });
  const [bad, good] = [
    { provider: 'bad', model: 'm', ...over.offer },
    { provider: 'good', model: 'm' },
  ];
  const { dialect = 'openai-chat', timeouts } = over;
  return {
    providers: [
      provider('bad', badUrl, { ...over.provider, dialect, timeouts: { ...PATIENT, ...timeouts } }),
      provider('good', goodUrl),
    ],
    models: [
      { id: 'solo', offers: [bad], maxOutputTokens: 4_096 },
      { id: 'pair', offers: [bad, good], maxOutputTokens: 4_096 },
      { id: 'good', offers: [good], maxOutputTokens: 4_096 },
    ],
    rules: over.keepsAnswers === true ? [KEPT] : [],
    prices: ['bad', 'good'].flatMap((id) => [price(id, 'in.text', IN_RATE), price(id, 'out.text', OUT_RATE)]),
    budgets: [
      {
        id: 'all',
        name: 'All',
        scope: { kind: 'key', value: TEST_KEY },
        period: 'daily',
        limitUsd: over.budgetUsd ?? '100',
        mode: 'hard',
      },
    ],
  };
}
