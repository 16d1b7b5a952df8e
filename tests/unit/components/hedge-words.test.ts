import { expect, it } from 'vitest';
import { hedgeWords } from '@/app/(dashboard)/requests/[id]/_components/hedge-words';
import { createT } from '@/lib/i18n/t';
import { type AttemptDetail, routeDetail } from '@/lib/analytics/requests/request-detail';

const t = createT('en');
const attempt = (number: number, outcome: string, costUsd: string | null): AttemptDetail => ({
  attempt: number,
  startedAt: new Date(0),
  provider: 'p',
  model: 'm',
  upstreamModel: 'm',
  servedModel: null,
  serviceTier: null,
  providerRequestId: null,
  status: 200,
  outcome,
  errorCode: null,
  errorMessage: null,
  latencyMs: 1,
  firstContentMs: null,
  finishReason: null,
  provenance: 'provider',
  rawUsage: undefined,
  costState: 'priced',
  costUsd,
  lineItems: [],
  unpricedMeters: [],
  reportedUsd: null,
  reportedBy: null,
});
const hedged = routeDetail.parse({ hedge: { attempt: 2, target: 'q/n' } });

it('says nothing of a request that was not hedged', () => {
  expect(hedgeWords(t, { route: routeDetail.parse({}), attempts: [attempt(1, 'success', '1')] })).toEqual([]);
});

it('says who answered, and what the attempt that was stopped cost', () => {
  const attempts = [attempt(1, 'superseded', '0.00012'), attempt(2, 'success', '0.001')];
  expect(hedgeWords(t, { route: hedged, attempts })).toEqual([
    'The first target was slow, so q/n was asked beside it, and answered first. Attempt 1 was stopped for $0.00012: the price of hedging.',
  ]);
});

it('says when the first answered after all, and that a cost is not known', () => {
  const attempts = [attempt(1, 'success', '0.001'), attempt(2, 'superseded', null)];
  expect(hedgeWords(t, { route: hedged, attempts })[0]).toContain(
    'but the first answered before it. Attempt 2 was stopped at a cost that is not known',
  );
});

it('names the second target where both failed', () => {
  const attempts = [attempt(1, 'timeout', '0'), attempt(2, 'error', '0')];
  expect(hedgeWords(t, { route: hedged, attempts })).toEqual([
    'The first target was slow, so q/n was asked beside it.',
  ]);
});
