import type { RequestFacts } from '@/lib/routing/policy/facts';

export const facts = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  requestedModel: 'auto',
  task: 'balanced',
  inputTokens: 100,
  chars: 400,
  stream: false,
  needs: {},
  keyId: 'key',
  tags: {},
  at: Date.parse('2026-11-22T10:00:00Z'),
  ...over,
});
