import type { Rule } from '@/lib/config/schemas';
import type { Recommendation } from './recommendation';

/** The rule that decided, with other settings; for requests that no rule decided, a new one for their model. */
export function draftRule(
  rules: readonly Rule[],
  { ruleId, model }: { ruleId: string; model: string },
  { id, name, settings }: Pick<Rule, 'id' | 'name'> & { settings: Rule['settings'] },
): NonNullable<Recommendation['draft']> {
  const present = rules.find((rule) => rule.id === ruleId);
  if (present !== undefined)
    return { section: 'rules', put: { ...present, settings: { ...present.settings, ...settings } } };
  return {
    section: 'rules',
    first: true,
    put: { id, name, enabled: true, when: { models: [model] }, targets: [model], settings },
  };
}
