import { expect, it } from 'vitest';
import type { ChatRequest } from '@/lib/dialects/chat';
import { attemptLimits } from '@/lib/gateway/targets/attempt-limits';
import { TargetHealth, type AnswerMode } from '@/lib/gateway/targets/target-health';
import type { Target } from '@/lib/routing/select-targets';
import { CHAT, serve, soleTarget } from '../sole-target';

/** After 300 answers of a second each. */
function limitsOf(target: Target, mode: AnswerMode, asked: Partial<ChatRequest> = {}) {
  const health = new TargetHealth(() => 0);
  serve(health, target, { count: 300, latencyMs: 1_000, limitMs: 60_000, mode });
  return attemptLimits({ chat: { ...CHAT, stream: mode === 'stream', ...asked }, deps: { health } }, target);
}

it('a target that was always quick still has a quarter of the usual time', () => {
  expect(limitsOf(soleTarget(), 'stream')).toEqual({ headersMs: 15_000, firstContentMs: 15_000 });
});

it('times that somebody chose are not shortened by what was seen', () => {
  const timeouts = { headersMs: 50_000, firstContentMs: 120_000 };
  for (const mode of ['stream', 'json'] as const)
    expect(limitsOf(soleTarget({ timeouts }), mode)).toEqual(timeouts);
});

it('an answer that is thought about has all of its time', () => {
  const reasoning = { effort: 'high' };
  const whole = { headersMs: 60_000, firstContentMs: 60_000 };
  expect(limitsOf(soleTarget(), 'stream', { reasoning })).toEqual(whole);
  expect(limitsOf(soleTarget(), 'json', { reasoning }).headersMs).toBe(110_000);
});
