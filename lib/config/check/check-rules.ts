import { checkPolicy, type PolicyProblem, type ProblemKind } from '@/lib/routing/policy/check-policy';
import { ruleNames } from '@/lib/routing/policy/rule-names';
import { missing } from './missing';
import type { Entries } from './parse-entries';
import { policyOf } from '../snapshot/policy-of';
import type { ConfigProblem } from './problem';
import { targetProblem } from '../snapshot/resolve-target';
import type { Model, Rule } from '../schemas';

interface RuleSurroundings {
  keyIds: ReadonlySet<string>;
  providers: ReadonlySet<string>;
  /** By id and alias. */
  models: ReadonlyMap<string, Model>;
  /** True where a name that is missing may stand in an entry that could not be read. */
  unsure: (section: keyof Entries) => boolean;
}

/** The part of a rule that a kind of problem is about. */
const FIELD_OF: Readonly<Partial<Record<ProblemKind, string>>> = {
  cannot_match: '.when',
  bad_pattern: '.when.promptPattern',
  bad_zone: '.when.time.zone',
  bad_weights: '.use.weights',
};

/** Found with the path of the very name here, or by check-names.ts. */
const SAID_ELSEWHERE: ReadonlySet<ProblemKind> = new Set(['missing_model', 'duplicate_id']);

/** Problems that a model which could not be read may be behind. */
const ABOUT_MODELS: ReadonlySet<ProblemKind> = new Set(['missing_model', 'no_target', 'loop']);

/** What is wrong with the rules, by themselves and with each other, in plain sentences. */
export function checkRules(entries: Entries, around: RuleSurroundings): ConfigProblem[] {
  const missingNames = entries.rules.flatMap(({ index, value }) =>
    missingIn(value, `rules[${index}]`, around),
  );
  const policy = policyOf({
    rules: entries.rules.map(({ value }) => value),
    models: entries.models.map(({ value }) => value),
  });
  const isModel = (name: string) => targetProblem(name, around.models, around.providers) === undefined;
  const found = checkPolicy(policy, isModel).filter(
    ({ kind }) => !SAID_ELSEWHERE.has(kind) && !(ABOUT_MODELS.has(kind) && modelsUnsure(around)),
  );
  const told = found.flatMap((problem) => {
    const entry = entries.rules.find(({ value }) => value.id === problem.ruleId);
    if (entry === undefined) return [{ path: 'rules', message: problem.message }];
    const path = `rules[${entry.index}]`;
    const follows =
      problem.kind === 'no_target' && missingNames.some((one) => one.path.startsWith(`${path}.`));
    if (follows || isForEmbeddings(problem, entry.value, around)) return [];
    return [{ path: `${path}${FIELD_OF[problem.kind] ?? ''}`, message: problem.message }];
  });
  return [...missingNames, ...told];
}

const modelsUnsure = ({ unsure }: RuleSurroundings) => unsure('models') || unsure('providers');

function missingIn(rule: Rule, at: string, around: RuleSurroundings): ConfigProblem[] {
  const keys = around.unsure('keys') ? [] : (rule.when.keys ?? []);
  const problems = keys.flatMap((key, position) =>
    around.keyIds.has(key) ? [] : [{ path: `${at}.when.keys[${position}]`, message: missing('key', key) }],
  );
  if (modelsUnsure(around)) return problems;
  const names = ruleNames(rule).filter(({ name }) => !name.startsWith('tier:'));
  return [
    ...problems,
    ...embeddingProblems(rule, at, around),
    ...names.flatMap(({ path, name }) => {
      const message = targetProblem(name, around.models, around.providers);
      return message === undefined ? [] : [{ path: `${at}.${path}`, message }];
    }),
  ];
}

/** What a semantic cache compares prompts by has to be a model for embeddings. */
function embeddingProblems(rule: Rule, at: string, { models, providers }: RuleSurroundings): ConfigProblem[] {
  const name = rule.settings.cache?.semantic?.model;
  if (name === undefined) return [];
  const path = `${at}.settings.cache.semantic.model`;
  const message = targetProblem(name, models, providers);
  if (message !== undefined) return [{ path, message }];
  if (models.get(name)?.capabilities?.embeddings === true) return [];
  return [{ path, message: `“${name}” is no model for embeddings.` }];
}

/** A rule that names no model takes no embeddings, so it leaves a later one for them in reach. */
function isForEmbeddings({ kind }: PolicyProblem, rule: Rule, { models }: RuleSurroundings): boolean {
  if (kind !== 'shadowed') return false;
  const names = [...(rule.when.models ?? []), ...ruleNames(rule).map(({ name }) => name)];
  return names.some((name) => models.get(name)?.capabilities?.embeddings === true);
}
