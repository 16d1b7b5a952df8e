import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import type { RequestCompletion } from '@/lib/ledger/records';
import { Counter } from '@/lib/telemetry/metrics/counter';
import { gauge } from '@/lib/telemetry/metrics/family';
import { gatewayMetrics } from '@/lib/telemetry/metrics/gateway-metrics';
import { Histogram } from '@/lib/telemetry/metrics/histogram';
import { mergeFamilies } from '@/lib/telemetry/metrics/merge-families';
import { metricsText } from '@/lib/telemetry/metrics/metrics-text';
import { processMetrics } from '@/lib/telemetry/metrics/process-metrics';
import { RequestMetrics } from '@/lib/telemetry/metrics/request-metrics';
import { attempt, done, header } from '@/tests/integration/ledger/sample-records';
import { snapshotOf } from '@/tests/support/gateway-fixture';
import { parseMetrics } from './parse-metrics';

const unwritten = { append: () => Promise.resolve(undefined), close: () => undefined };

function counted(...records: RequestCompletion[]) {
  const metrics = new RequestMetrics();
  const ledger = metrics.watch(unwritten);
  for (const record of records) void ledger.append(record);
  return metrics;
}

const parsed = (metrics: RequestMetrics) => parseMetrics(metricsText(metrics.families()));
const valueOf = (metrics: RequestMetrics, name: string, labels: Record<string, string>) =>
  parsed(metrics)
    .get(name)
    ?.samples.find((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    ?.value;

const failed = attempt({ provider: 'a', status: 503, outcome: 'error', errorCode: 'overloaded' });
const request = (over: Partial<RequestCompletion> = {}) =>
  done('req_1', { request: header('req_1'), ...over });

it('tells retries from failovers, and counts what is cached, spent and not known', () => {
  const metrics = counted(
    request({
      cache: 'miss',
      attempts: [failed, { ...failed, attempt: 2 }, attempt({ attempt: 3, provider: 'b' })],
    }),
  );
  const target = (provider: string) => ({ provider, model: failed.model });
  expect(valueOf(metrics, 'tollgate_retries_total', target('a'))).toBe(1);
  expect(valueOf(metrics, 'tollgate_failovers_total', target('b'))).toBe(1);
  expect(valueOf(metrics, 'tollgate_attempts_total', { ...target('a'), outcome: 'error' })).toBe(2);
  expect(valueOf(metrics, 'tollgate_cache_total', { result: 'miss' })).toBe(1);
  const { cost } = attempt({});
  expect(valueOf(metrics, 'tollgate_cost_usd_total', target('b'))).toBeCloseTo(Number(cost.totalUsd), 12);
  const unknown = { ...attempt({}), cost: { ...cost, state: 'unpriced' as const, totalUsd: null } };
  const other = counted(request({ attempts: [unknown] }));
  expect(valueOf(other, 'tollgate_unknown_cost_total', { state: 'unpriced' })).toBe(1);
  expect(valueOf(other, 'tollgate_cost_usd_total', {})).toBeUndefined();
});

it('a duration lies in the first bucket whose bound it does not exceed', () => {
  const durations = new Histogram('test_seconds', 'A test.');
  for (const ms of [5, 5.01, 300_000, 300_001]) durations.addMs({}, ms);
  const counts = Object.fromEntries(
    durations
      .family()
      .samples.filter(({ suffix }) => suffix === '_bucket')
      .map(({ labels, value }) => [labels['le'], value]),
  );
  expect(counts).toMatchObject({ '0.005': 1, '0.01': 2, '120': 2, '300': 3, '+Inf': 4 });
});

it('ten thousand models and keys that clients make up add no series', () => {
  const lines = (metrics: RequestMetrics) => metricsText(metrics.families()).split('\n').length;
  const one = lines(counted(request()));
  const many = Array.from({ length: 10_000 }, (_, n) =>
    request({ request: header(`req_${n}`, { requestedModel: `m${n}`, keyId: `k${n}`, endUser: `u${n}` }) }),
  );
  expect(lines(counted(...many))).toBe(one);
});

it('ten thousand configured models are 500 series and one for the others, and none is lost', () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    request({ attempts: [attempt({ provider: 'p', model: `m${n}` })] }),
  );
  const families = parsed(counted(...many));
  const samples = families.get('tollgate_attempts_total')?.samples ?? [];
  expect(samples).toHaveLength(501);
  expect(samples.at(-1)).toMatchObject({ labels: { model: 'other' }, value: 9_500 });
  expect(families.get('tollgate_attempt_duration_seconds')?.samples).toHaveLength(501 * 18);
});

it('whatever labels hold is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (names) => {
      const counter = new Counter('test_total', 'A "test" of\nlines \\ more.');
      for (const name of names) counter.add({ name });
      counter.add({ name: 'a"b\\n\n' });
      const read = parseMetrics(metricsText([counter.family()])).get('test_total');
      const sum = read?.samples.reduce((total, { value }) => total + value, 0);
      expect(sum).toBe(names.length + 1);
      const labels = read?.samples.map((sample) => sample.labels['name']);
      expect(new Set(labels)).toEqual(new Set([...names, 'a"b\\n\n']));
    }),
  );
});

it('several processes are added up, of states the worst stands, and each tells of itself', () => {
  const a = counted(request({ attempts: [attempt({ latencyMs: 10 })] }));
  const b = counted(request({ attempts: [attempt({ latencyMs: 900 }), failed] }));
  const breaker = (value: number) =>
    gauge('tollgate_breaker_state', 'State.', [{ labels: { target: 'a/b' }, value }], 'max');
  const told = [
    [...a.families(), breaker(0), ...processMetrics('gateway-1')],
    [...b.families(), breaker(2), ...processMetrics('gateway-2')],
  ];
  const families = parseMetrics(metricsText(mergeFamilies(told)));
  const sum = (name: string) => families.get(name)?.samples.reduce((total, { value }) => total + value, 0);
  expect(sum('tollgate_requests_total')).toBe(2);
  expect(sum('tollgate_attempts_total')).toBe(3);
  expect(families.get('tollgate_breaker_state')?.samples).toMatchObject([{ value: 2 }]);
  expect(families.get('tollgate_process_uptime_seconds')?.samples).toHaveLength(2);
});

it('what a gateway says of this moment is in the format too', () => {
  const health = new TargetHealth(systemClock.monotonic);
  const snapshot = snapshotOf(
    {
      providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1' }],
      models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
    },
    [],
  );
  const provider = snapshot.providers.get('p');
  const model = snapshot.models.get('m');
  if (provider === undefined || model === undefined) throw new Error('not in the snapshot');
  health.stateOf({ provider, model, upstreamModel: 'm' });
  const deps = { load: new Load(), health, clock: systemClock, ledger: unwritten, snapshot: () => snapshot };
  const families = parseMetrics(metricsText(gatewayMetrics(deps, 'gateway-1')));
  expect(families.get('tollgate_breaker_state')?.samples).toMatchObject([
    { labels: { target: 'p/m' }, value: 0 },
  ]);
  expect(families.get('tollgate_target_p99_seconds')).toBeUndefined();
  expect(families.get('tollgate_config_version')?.samples).toMatchObject([{ value: 1 }]);
});
