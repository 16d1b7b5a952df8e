import { describe, expect, it } from 'vitest';
import { checkPolicy } from '@/lib/routing/policy/check-policy';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import type { RequestFacts } from '@/lib/routing/policy/facts';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { facts } from './facts';

const MODELS = new Set([
  'claude-opus-4',
  'claude-sonnet-4.5',
  'gpt-4.1',
  'gemini-2.5-flash',
  'deepseek-v3.2',
]);

describe('the ready policies', () => {
  it.each(Object.entries(READY_POLICIES))('%s has no problem', (_, policy) => {
    expect(checkPolicy(policy, (name) => MODELS.has(name))).toEqual([]);
  });
});

describe('the smart router', () => {
  const smart = compilePolicy(READY_POLICIES.smart);
  const first = (over: Partial<RequestFacts>) => smart.decide(facts(over), 0).targets[0];

  it('sends more than 150,000 tokens to a window of 200 K, and not one token less', () => {
    expect(first({ inputTokens: 150_001 })).toBe('claude-opus-4');
    expect(first({ inputTokens: 150_000 })).toBe('gpt-4.1');
  });
  it('sends simple classification below an accuracy of 0.85 to the cheapest', () => {
    expect(first({ task: 'classification', accuracy: 0.84 })).toBe('deepseek-v3.2');
    expect(first({ task: 'classification', accuracy: 0.85 })).toBe('gpt-4.1');
    expect(first({ task: 'classification' })).toBe('gpt-4.1');
  });
  it('sends code above an accuracy of 0.95 to the strongest', () => {
    expect(first({ task: 'code', accuracy: 0.96 })).toBe('claude-opus-4');
    expect(first({ task: 'code', accuracy: 0.95 })).toBe('gpt-4.1');
  });
  it('sends chat, or less than a second allowed, to a fast model', () => {
    expect(first({ task: 'chat' })).toBe('gemini-2.5-flash');
    expect(first({ latencyMs: 999 })).toBe('gemini-2.5-flash');
    expect(first({ latencyMs: 1_000 })).toBe('gpt-4.1');
  });
});

describe('the tiered, task and hybrid routers', () => {
  it('takes the first tier whose condition holds, else the fallback tier', () => {
    const tiered = compilePolicy(READY_POLICIES.tiered);
    expect(tiered.decide(facts({ accuracy: 0.99, task: 'simple_faq' }), 0).ruleId).toBe('premium');
    expect(tiered.decide(facts({ task: 'simple_faq' }), 0).targets[0]).toBe('deepseek-v3.2');
    expect(tiered.decide(facts(), 0).ruleId).toBeUndefined();
    expect(tiered.decide(facts(), 0).targets[0]).toBe('gpt-4.1');
  });
  it('gives each task its chain, parameters and ceiling', () => {
    const decision = compilePolicy(READY_POLICIES.task).decide(facts({ task: 'complex_reasoning' }), 0);
    expect(decision.targets).toEqual(['claude-sonnet-4.5', 'gpt-4.1']);
    expect(decision.parameters).toEqual({ maxTokens: 4096, temperature: 0.7 });
    expect(decision.settings.costCeilingUsd).toBe('0.10');
  });
  it('leaves what no rule decides to the learned router, with a tier behind it', () => {
    const decision = compilePolicy(READY_POLICIES.hybrid).decide(facts(), 0);
    expect(decision.learned).toEqual({ among: [], dial: 5, floor: 0.95 });
    expect(decision.targets).toEqual(['gpt-4.1', 'claude-sonnet-4.5']);
  });
});
