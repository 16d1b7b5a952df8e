import type { PolicyRule } from './schemas';

/** A name of a model, alias or tier in a rule, and where in the rule it stands. */
export interface RuleName {
  path: string;
  name: string;
}

const listed = (path: string, names: readonly string[] | undefined): RuleName[] =>
  (names ?? []).map((name, at) => ({ path: `${path}[${at}]`, name }));

function usedNames({ use }: PolicyRule): RuleName[] {
  switch (use?.kind) {
    case undefined:
      return [];
    case 'pin':
      return [{ path: 'use.target', name: use.target }];
    case 'alias':
      return [{ path: 'use.alias', name: use.alias }];
    case 'tier':
      return [{ path: 'use.tier', name: `tier:${use.tier}` }];
    case 'weights':
      return Object.keys(use.weights).map((name) => ({
        path: `use.weights[${JSON.stringify(name)}]`,
        name,
      }));
    case 'learned':
      return listed('use.among', use.among);
    default:
      return use satisfies never;
  }
}

/** Every name that a rule may send a request to. */
export function ruleNames(rule: PolicyRule): RuleName[] {
  const { canary, cascade, shadow } = rule.settings;
  return [
    ...listed('targets', rule.targets),
    ...usedNames(rule),
    ...listed('fallbacks', rule.fallbacks),
    ...(canary === undefined ? [] : [{ path: 'settings.canary.target', name: canary.target }]),
    ...(cascade === undefined ? [] : [{ path: 'settings.cascade.to', name: cascade.to }]),
    ...(shadow === undefined ? [] : [{ path: 'settings.shadow.target', name: shadow.target }]),
    ...(shadow?.judge === undefined ? [] : [{ path: 'settings.shadow.judge', name: shadow.judge }]),
  ];
}
