import type { AttemptIntent, AttemptRecord, RequestCompletion, RequestHeader } from '@/lib/ledger/records';

/** A fixed instant in the middle of a day and of a quarter of an hour. */
export const NOON = Date.UTC(2026, 10, 3, 12, 7);

export function header(id: string, overrides: Partial<RequestHeader> = {}): RequestHeader {
  return {
    requestId: id,
    startedAt: NOON,
    workspaceId: 'main',
    keyId: 'key-1',
    team: 'search',
    door: 'fast',
    api: 'openai-chat',
    stream: false,
    requestedModel: 'auto',
    tags: { app: 'test' },
    configVersion: 1,
    route: {
      ruleId: 'cheap',
      task: 'simple_faq',
      signals: [],
      inputTokensEstimated: 10,
      candidates: ['sim/small'],
      skipped: [],
    },
    ...overrides,
  };
}

export function attempt(overrides: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    attempt: 1,
    startedAt: NOON,
    provider: 'sim',
    model: 'small',
    upstreamModel: 'small-1',
    providerRequestId: 'up-1',
    status: 200,
    outcome: 'success',
    latencyMs: 120,
    finishReason: 'stop',
    usage: {
      meters: { 'in.text': 100, 'out.text': 20 },
      provenance: 'provider',
      raw: { prompt_tokens: 100 },
    },
    cost: {
      state: 'priced',
      totalUsd: '0.000014',
      lines: [
        {
          meter: 'in.text',
          quantity: 100,
          priceId: 'p1',
          rate: '0.10',
          per: 1_000_000,
          amountUsd: '0.000014',
        },
      ],
      unpricedMeters: [],
    },
    ...overrides,
  };
}

export function intent(id: string, number = 1, overrides: Partial<AttemptIntent> = {}): AttemptIntent {
  return {
    t: 'intent',
    requestId: id,
    attempt: number,
    startedAt: NOON,
    provider: 'sim',
    model: 'small',
    upstreamModel: 'small-1',
    request: number === 1 ? header(id) : undefined,
    estimate: {
      meters: { 'in.text': 90, 'out.text': 50 },
      costState: 'priced',
      costUsd: '0.000029',
    },
    ...overrides,
  };
}

export function done(id: string, overrides: Partial<RequestCompletion> = {}): RequestCompletion {
  return {
    t: 'done',
    request: header(id),
    outcome: 'success',
    status: 200,
    latencyMs: 130,
    attempts: [attempt()],
    ...overrides,
  };
}
