import type { Rule } from '@/lib/config/schemas';
import type { Features } from './features';

/** True when each given condition holds. A rule without conditions matches everything. */
export function matchesRule(rule: Rule, features: Features): boolean {
  const { when } = rule;
  if (when.models !== undefined && !when.models.includes(features.requestedModel)) return false;
  if (when.tasks !== undefined && !when.tasks.includes(features.task)) return false;
  if (when.stream !== undefined && when.stream !== features.stream) return false;
  if (when.keys !== undefined && !when.keys.includes(features.keyId)) return false;
  if (when.minInputTokens !== undefined && features.inputTokens < when.minInputTokens) return false;
  if (when.maxInputTokens !== undefined && features.inputTokens > when.maxInputTokens) return false;
  for (const [tag, values] of Object.entries(when.tags ?? {})) {
    const value = features.tags[tag];
    if (value === undefined || !values.includes(value)) return false;
  }
  return true;
}
