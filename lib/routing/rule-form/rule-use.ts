import { valueAt, withValue, type DraftRule } from './field-text';
import { USES, type Use } from './fields';

/** How a rule says where a request goes. */
export function wayOf(rule: DraftRule): Use {
  const kind = valueAt(rule, 'use.kind');
  return USES.find((use) => use === kind) ?? 'targets';
}

const BEGINNINGS: Readonly<Record<Exclude<Use, 'targets'>, Record<string, unknown>>> = {
  tier: { kind: 'tier', tier: 'balanced' },
  weights: { kind: 'weights', weights: {} },
  learned: { kind: 'learned', dial: 5 },
  pin: { kind: 'pin', target: '' },
  alias: { kind: 'alias', alias: '' },
};

/** The rule with another way to say where a request goes, to be filled in. */
export function withUse(rule: DraftRule, use: Use): DraftRule {
  if (use === wayOf(rule)) return rule;
  if (use === 'targets') return { ...withValue(rule, 'use', undefined), targets: [] };
  return { ...withValue(rule, 'targets', undefined), use: BEGINNINGS[use] };
}
