import type { Policy } from '@/lib/routing/policy/schemas';
import type { ConfigDocument } from '../schemas';

/** The rules of a configuration as a policy, whose tiers are those of its models. */
export function policyOf({ rules, models }: Pick<ConfigDocument, 'rules' | 'models'>): Policy {
  const tiers: Policy['tiers'] = {};
  for (const { id, tier } of models) if (tier !== undefined) (tiers[tier] ??= []).push(id);
  return { name: 'configuration', aliases: {}, tiers, rules };
}
