import { TASK_TYPES } from '../learn/task-types';
import { experimentOfRule, type Arm } from '../experiments/arm';
import { compileCondition, type FactTest } from './compile-condition';
import type { RequestFacts } from './facts';
import { expandName } from './expand-name';
import type { Parameters, Policy, PolicyRule, RuleSettings } from './schemas';

/** Left to the learned router: these targets (all models when empty), at this dial. */
export interface LearnedChoice {
  among: readonly string[];
  dial: number;
  floor?: number | undefined;
}

export interface PolicyDecision {
  /** Undefined when no rule matched. */
  ruleId?: string;
  /** Targets in order; the learned choice, where there is one, comes before them. */
  targets: readonly string[];
  learned?: LearnedChoice;
  /** In the canary's arm. */
  canary: boolean;
  /** What it was drawn to, where anything was drawn. */
  arm?: Arm | undefined;
  parameters: Parameters;
  settings: RuleSettings;
  /** Models that answer again where the cascade's checks stop an answer. */
  escalation: readonly string[];
}

export interface CompiledPolicy {
  /**
   * The first rule that matches. `share`: a number in [0, 1) that decides weights and canary; derived from the user,
   * session or request id, it makes them sticky.
   */
  decide(facts: RequestFacts, share: number): PolicyDecision;
  /** Headers that its rules look at, lower case. */
  headerNames: readonly string[];
  /** Whether a rule needs the task as the learned classifier sees it. */
  learns: boolean;
}

interface CompiledRule {
  rule: PolicyRule;
  matches: FactTest;
  targetsAt(share: number): readonly string[];
  /** Of a rule that draws. */
  armAt: ((share: number) => Arm) | undefined;
  learned?: LearnedChoice;
  canaryTargets: readonly string[];
  escalation: readonly string[];
}

/** What a rule without parameters sets. */
export const NO_PARAMETERS: Parameters = Object.freeze({});
const NO_SETTINGS: RuleSettings = Object.freeze({});

const unique = (names: readonly string[]) => [...new Set(names)];

/** Name at a share: each has the part of [0, 1) that its weight is of all. */
function drawByWeight(weights: Readonly<Record<string, number>>): (share: number) => string | undefined {
  const drawn = Object.entries(weights).filter(([, percent]) => percent > 0);
  const total = drawn.reduce((sum, [, percent]) => sum + percent, 0);
  let upTo = 0;
  const steps = drawn.map(([name, percent]) => ({ name, upTo: (upTo += percent / total) }));
  return (share) => (steps.find((step) => share < step.upTo) ?? steps.at(-1))?.name;
}

/** Targets in order for a share: the drawn one first, the others after it. */
function weighted(policy: Policy, weights: Readonly<Record<string, number>>, rest: readonly string[]) {
  const names = Object.keys(weights).filter((name) => (weights[name] ?? 0) > 0);
  const targets = new Map(
    names.map((name) => {
      const inOrder = [name, ...names.filter((other) => other !== name)];
      return [name, unique([...inOrder.flatMap((each) => expandName(policy, each)), ...rest])];
    }),
  );
  const draw = drawByWeight(weights);
  return (share: number) => targets.get(draw(share) ?? '') ?? rest;
}

/** The side that a share falls on, of a rule with weights or a canary of its own. */
function compileArm({ id, use, settings }: PolicyRule): CompiledRule['armAt'] {
  const experiment = experimentOfRule(id);
  const draw = use?.kind === 'weights' ? drawByWeight(use.weights) : undefined;
  const { canary } = settings;
  if (draw === undefined && canary === undefined) return undefined;
  return (share) => {
    const isCanary = canary !== undefined && share * 100 < canary.percent;
    return { experiment, arm: isCanary ? 'canary' : (draw?.(share) ?? 'control') };
  };
}

function compileTargets(policy: Policy, rule: PolicyRule): CompiledRule['targetsAt'] {
  const rest = rule.fallbacks.flatMap((each) => expandName(policy, each));
  const fixed = (names: readonly string[]) => {
    const targets = unique([...names.flatMap((each) => expandName(policy, each)), ...rest]);
    return () => targets;
  };
  const { use } = rule;
  if (use === undefined) return fixed(rule.targets ?? []);
  switch (use.kind) {
    case 'pin':
      return fixed([use.target]);
    case 'alias':
      return fixed([use.alias]);
    case 'tier':
      return fixed(policy.tiers[use.tier] ?? []);
    case 'weights':
      return weighted(policy, use.weights, rest);
    case 'learned':
      return fixed([]);
    default:
      return use satisfies never;
  }
}

function compileRule(policy: Policy, rule: PolicyRule): CompiledRule {
  const { use, settings } = rule;
  const canary = settings.canary?.target;
  const holds = compileCondition(rule.when);
  return {
    rule,
    // A rule for chats would send embeddings astray: those follow only one that names the model.
    matches:
      rule.when.models === undefined ? (facts) => facts.needs.embeddings !== true && holds(facts) : holds,
    targetsAt: compileTargets(policy, rule),
    armAt: compileArm(rule),
    escalation: settings.cascade === undefined ? [] : expandName(policy, settings.cascade.to),
    canaryTargets: canary === undefined ? [] : expandName(policy, canary),
    ...(use?.kind === 'learned' && {
      learned: {
        among: (use.among ?? []).flatMap((each) => expandName(policy, each)),
        dial: use.dial,
        floor: use.floor,
      },
    }),
  };
}

const LEARNED_TASKS: ReadonlySet<string> = new Set(TASK_TYPES);

const learns = ({ use, when, settings }: PolicyRule) =>
  use?.kind === 'learned' ||
  when.tasks?.some((task) => LEARNED_TASKS.has(task)) === true ||
  Object.keys(settings.parameters ?? {}).some((task) => LEARNED_TASKS.has(task));

function parametersFor({ parameters }: RuleSettings, { task, learnedTask }: RequestFacts): Parameters {
  if (parameters === undefined) return NO_PARAMETERS;
  return (learnedTask && parameters[learnedTask]) ?? parameters[task] ?? parameters.default ?? NO_PARAMETERS;
}

/** Ready to decide; enabled rules only. Throws where RE2 or a zone refuses (checkPolicy says it in words). */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const rules = policy.rules.filter(({ enabled }) => enabled).map((rule) => compileRule(policy, rule));
  const fallback = policy.fallbackTier === undefined ? undefined : policy.tiers[policy.fallbackTier];
  const otherwise = fallback && unique(fallback.flatMap((each) => expandName(policy, each)));
  const active = rules.map(({ rule }) => rule);
  return {
    headerNames: unique(active.flatMap(({ when }) => Object.keys(when.headers ?? {}))),
    learns: active.some(learns),
    decide(facts, share) {
      for (const { rule, matches, targetsAt, armAt, learned, canaryTargets, escalation } of rules) {
        if (!matches(facts)) continue;
        const { settings } = rule;
        const canary = settings.canary !== undefined && share * 100 < settings.canary.percent;
        const targets = targetsAt(share);
        const decision: PolicyDecision = {
          ruleId: rule.id,
          targets: canary ? unique([...canaryTargets, ...targets]) : targets,
          canary,
          parameters: parametersFor(settings, facts),
          settings,
          escalation,
        };
        if (learned !== undefined && !canary) decision.learned = learned;
        if (armAt !== undefined) decision.arm = armAt(share);
        return decision;
      }
      return {
        targets: otherwise ?? expandName(policy, facts.requestedModel),
        canary: false,
        parameters: NO_PARAMETERS,
        settings: NO_SETTINGS,
        escalation: [],
      };
    },
  };
}
