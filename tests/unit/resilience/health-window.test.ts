import { expect, it } from 'vitest';
import { HEALTH_WINDOW_MS, HealthWindow } from '@/lib/resilience/health-window';

function windowOf(calls: number, bad: number, outcome: 'error' | 'timeout' = 'error', latencyMs = 100) {
  const window = new HealthWindow();
  for (let n = 0; n < calls; n += 1) window.add(n, n < bad ? outcome : 'success', latencyMs);
  return window.view(calls).status;
}

it('says nothing of fewer than 20 calls', () => {
  expect(windowOf(19, 19)).toBe('unknown');
  expect(windowOf(20, 0)).toBe('healthy');
});

it('is degraded above 2 % of errors and unhealthy above 5 %, not at them', () => {
  expect([2, 3, 5, 6].map((bad) => windowOf(100, bad))).toEqual([
    'healthy',
    'degraded',
    'degraded',
    'unhealthy',
  ]);
});

it('is unhealthy above 3 % of timeouts', () => {
  expect([3, 4].map((bad) => windowOf(100, bad, 'timeout'))).toEqual(['degraded', 'unhealthy']);
});

it('is degraded by a p99 above 1.5 s and unhealthy above 3 s', () => {
  expect([1_000, 2_000, 4_000].map((ms) => windowOf(100, 0, 'error', ms))).toEqual([
    'healthy',
    'degraded',
    'unhealthy',
  ]);
});

it('forgets after five minutes', () => {
  const window = new HealthWindow();
  for (let n = 0; n < 50; n += 1) window.add(n, 'error', 0);
  expect(window.view(HEALTH_WINDOW_MS - 1).status).toBe('unhealthy');
  expect(window.view(HEALTH_WINDOW_MS)).toMatchObject({ status: 'unknown', calls: 0, p99Ms: undefined });
});
