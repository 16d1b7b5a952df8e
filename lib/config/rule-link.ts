import { policyRuleSchema, type PolicyRule } from '@/lib/routing/policy/schemas';
import { zodProblems } from './check/zod-problems';

/** Longer ones would not survive every proxy. */
const MAX_CHARS = 8_000;

/**
 * The address that opens a rule as a draft: `/routing?draft=` and the rule as JSON, as it would stand in the
 * configuration's `rules`. Whatever makes a rule out of something (the playground, a recommendation) links here; nothing
 * is changed by opening it. What arrives is checked by {@link readRuleLink}.
 */
export function ruleLink(rule: { id: string }): string {
  return `/routing?draft=${encodeURIComponent(JSON.stringify(rule))}`;
}

export type LinkedRule = { ok: true; rule: PolicyRule } | { ok: false; problem: string };

/** The rule in `draft` of an address, or in words what is wrong with it. */
export function readRuleLink(text: string): LinkedRule {
  if (text.length > MAX_CHARS)
    return { ok: false, problem: `The rule in the address is longer than ${MAX_CHARS} characters.` };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'The rule in the address is cut off or no JSON.' };
  }
  const parsed = policyRuleSchema.safeParse(json);
  if (parsed.success) return { ok: true, rule: parsed.data };
  const [first] = zodProblems(parsed.error);
  const where = first?.path ? ` (${first.path})` : '';
  return {
    ok: false,
    problem: `The rule in the address is not one${where}: ${first?.message ?? 'unknown'}.`,
  };
}
