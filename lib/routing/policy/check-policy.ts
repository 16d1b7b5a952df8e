import { msg } from '@/lib/i18n/msg';
import { RE2JS } from 're2js';
import { cannotMatch } from './cannot-match';
import { expandName, findLoop, stepFrom } from './expand-name';
import { findShadows } from './find-shadows';
import { ruleNames } from './rule-names';
import type { Policy, PolicyRule } from './schemas';
import { compileTimeWindow } from './time-window';

export type ProblemKind =
  | 'duplicate_id'
  | 'cannot_match'
  | 'shadowed'
  | 'loop'
  | 'missing_model'
  | 'no_target'
  | 'bad_pattern'
  | 'bad_zone'
  | 'bad_weights';

export interface PolicyProblem {
  kind: ProblemKind;
  /** Absent for a problem of the policy as a whole. */
  ruleId?: string;
  /** A plain sentence. */
  message: string;
}

/** Percent that weights may miss 100 by: thirds are written as 33.33. */
const WEIGHT_SLACK = 0.05;

function* checkNames(
  policy: Policy,
  owner: string,
  names: readonly string[],
  isModel: (name: string) => boolean,
) {
  for (const name of new Set(names)) {
    const loop = findLoop(policy, name);
    if (loop !== undefined) {
      yield { kind: 'loop' as const, message: `${owner} goes in a circle: ${loop.join(' → ')}.` };
      continue;
    }
    for (const model of new Set(expandName(policy, name)))
      if (!isModel(model))
        yield {
          kind: 'missing_model' as const,
          message: `${owner} names “${model}”, which is no model here.`,
        };
  }
}

function* checkRule(policy: Policy, rule: PolicyRule, isModel: (name: string) => boolean) {
  const owner = msg(`The rule “${rule.name}”`);
  const why = cannotMatch(rule.when);
  if (why !== undefined)
    yield { kind: 'cannot_match' as const, message: `${owner} can never match: ${why}.` };
  const refusal = refusalOf(
    () => rule.when.promptPattern !== undefined && RE2JS.compile(rule.when.promptPattern),
  );
  if (refusal !== undefined)
    yield { kind: 'bad_pattern' as const, message: `${owner} has a pattern that RE2 refuses: ${refusal}.` };
  if (refusalOf(() => rule.when.time !== undefined && compileTimeWindow(rule.when.time)) !== undefined)
    yield {
      kind: 'bad_zone' as const,
      message: `${owner} names a time zone that is not known: “${rule.when.time?.zone}”.`,
    };
  if (rule.use?.kind === 'weights') {
    const sum = Object.values(rule.use.weights).reduce((total, percent) => total + percent, 0);
    if (Math.abs(sum - 100) > WEIGHT_SLACK)
      yield {
        kind: 'bad_weights' as const,
        message: `The weights of the rule “${rule.name}” add up to ${Number(sum.toFixed(2))} %, not 100 %.`,
      };
  }
  const names = ruleNames(rule).map(({ name }) => name);
  yield* checkNames(policy, owner, names, isModel);
  const serves =
    rule.use?.kind === 'learned' || names.flatMap((name) => expandName(policy, name)).some(isModel);
  if (!serves)
    yield { kind: 'no_target' as const, message: `${owner} leaves no model to send a request to.` };
}

function refusalOf(attempt: () => unknown): string | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'not understood';
  }
}

/**
 * Everything that is wrong with a draft, in plain sentences; empty when it may be published. `isModel` knows the names
 * that a target may have. Rules that are off are checked too, but shadow nothing.
 */
export function checkPolicy(policy: Policy, isModel: (name: string) => boolean): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const ids = new Set<string>();
  for (const rule of policy.rules) {
    if (ids.has(rule.id))
      problems.push({
        kind: 'duplicate_id',
        ruleId: rule.id,
        message: `Two rules have the id “${rule.id}”.`,
      });
    ids.add(rule.id);
    for (const problem of checkRule(policy, rule, isModel)) problems.push({ ...problem, ruleId: rule.id });
  }
  for (const { rule, by } of findShadows(policy.rules))
    problems.push({
      kind: 'shadowed',
      ruleId: rule.id,
      message: `The rule “${rule.name}” is never reached: “${by.name}” before it takes everything that it would match.`,
    });
  for (const alias of Object.keys(policy.aliases))
    for (const problem of checkNames(policy, msg(`The alias “${alias}”`), [alias], isModel))
      problems.push(problem);
  for (const [tier, members] of Object.entries(policy.tiers))
    for (const problem of checkNames(policy, msg(`The tier “${tier}”`), members ?? [], isModel))
      problems.push(problem);
  const { fallbackTier } = policy;
  if (fallbackTier !== undefined && (stepFrom(policy, `tier:${fallbackTier}`) ?? []).length === 0)
    problems.push({ kind: 'no_target', message: `The fallback tier “${fallbackTier}” has no models.` });
  return problems;
}
