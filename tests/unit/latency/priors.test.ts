import { expect, test } from 'vitest';
import { systemClock } from '@/lib/clock';
import { chooseRoute } from '@/lib/gateway/plan/choose-route';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { priorsOf } from '@/lib/latency/priors';
import { readFeatures } from '@/lib/routing/features';
import { resolveTarget } from '@/lib/routing/select-targets';
import { snapshotOf } from '@/tests/support/gateway-fixture';

const price = (model: string, rate: string) =>
  (['in.text', 'out.text'] as const).map((meter) => ({
    ...{ id: `${model}-${meter}`, provider: 'a', model, meter, rate, per: 1_000_000 as const },
    ...{ effectiveFrom: '2025-01-01T00:00:00Z', recordedAt: '2025-01-01T00:00:00Z', source: 'test' },
  }));
const base = snapshotOf(
  {
    providers: [{ id: 'a', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1' }],
    models: ['cheap', 'dear'].map((id) => ({ id, offers: [{ provider: 'a', model: id }] })),
    prices: [...price('cheap', '1'), ...price('dear', '10')],
    rules: [
      { id: 'learned', name: 'Learned', when: { models: ['auto'] }, use: { kind: 'learned', dial: 0 } },
    ],
  },
  [],
);
/** The benchmark found the cheap one slow at first content, and quick enough over whole answers. */
const latencyPriors = priorsOf([
  { provider: 'a', model: 'cheap', stream: 5_000, json: 100 },
  { provider: 'a', model: 'dear', stream: 50, json: 90 },
]);

function chosen(
  health: TargetHealth,
  {
    stream,
    latencyPriors: priors = latencyPriors,
  }: { stream: boolean; latencyPriors?: typeof latencyPriors },
) {
  const snapshot = { ...base, latencyPriors: priors };
  const exchange = { snapshot, deps: { health }, requestId: 'r' };
  const features = readFeatures(
    { model: 'auto', stream, messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }] },
    { keyId: 'k', tags: {}, at: Date.now(), hints: { latencyMs: 1_000 } },
  );
  const plan = chooseRoute(exchange, { id: 'k', name: 'k', workspaceId: 'main', tags: {} }, features);
  return plan.kind === 'targets' ? plan.targets[0]?.model.id : plan.kind;
}

test('a target without traffic is as quick as its benchmark says, for streams and whole answers apart', () => {
  const health = new TargetHealth(systemClock.monotonic);
  expect(chosen(health, { stream: true })).toBe('dear');
  expect(chosen(health, { stream: false })).toBe('cheap');
  expect(chosen(health, { stream: true, latencyPriors: new Map() })).toBe('cheap');
});

test('its own traffic knows better than any benchmark', () => {
  const health = new TargetHealth(systemClock.monotonic);
  const [cheap] = resolveTarget('cheap', base);
  if (cheap === undefined) throw new Error('there is no target');
  const gate = health.enter(cheap, 1);
  if (gate.kind !== 'open') throw new Error('its gate is shut');
  health.ended(cheap, gate.admission, { mode: 'stream', failure: undefined, latencyMs: 20, limitMs: 60_000 });
  // Views are kept for a second: this one is made after the call.
  expect(chosen(health, { stream: true })).toBe('cheap');
});
