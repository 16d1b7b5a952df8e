import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { ruleNames } from '@/lib/routing/policy/rule-names';

const MAX_ALTERNATIVES = 10;

/**
 * Other targets that may serve in the place of `provider/model`: the same model elsewhere, then what the rules that
 * name it name too. Of a provider as a whole: nothing, since it depends on the model. Pure.
 */
export function alternativesTo(
  target: string,
  { models, providers, rules }: Pick<Snapshot, 'models' | 'providers' | 'rules'>,
): string[] {
  const model = [...models.values()].find(({ id, offers }) =>
    offers.some((offer) => `${offer.provider}/${id}` === target),
  );
  if (model === undefined) return [];
  const isNamed = (name: string) => name === target || models.get(name) === model;
  const named = rules
    .map((rule) => ruleNames(rule).map(({ name }) => name))
    .filter((names) => names.some(isNamed))
    .flat();
  const names = [model.id, ...named].flatMap((name) => {
    const found = models.get(name);
    if (found === undefined) return [name];
    return found.offers
      .filter((offer) => providers.get(offer.provider)?.enabled === true)
      .map((offer) => `${offer.provider}/${found.id}`);
  });
  return [...new Set(names)].filter((name) => name !== target).slice(0, MAX_ALTERNATIVES);
}
