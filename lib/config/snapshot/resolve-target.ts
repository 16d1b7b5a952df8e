import type { Model } from '../schemas';

/**
 * Why a rule's target names nothing that can serve, or undefined when it is right. A target is a model name or
 * `provider/model`; both may hold slashes, so whole model names are tried first (as lib/routing does).
 */
export function targetProblem(
  target: string,
  models: ReadonlyMap<string, Model>,
  providers: ReadonlySet<string>,
): string | undefined {
  if (models.has(target)) return undefined;
  let reason = `there is no model "${target}"`;
  for (let slash = target.indexOf('/'); slash > 0; slash = target.indexOf('/', slash + 1)) {
    const provider = target.slice(0, slash);
    const name = target.slice(slash + 1);
    const model = models.get(name);
    if (model === undefined) {
      if (providers.has(provider)) reason = `there is no model "${name}"`;
    } else if (!providers.has(provider)) reason = `there is no provider "${provider}"`;
    else if (model.offers.some((offer) => offer.provider === provider)) return undefined;
    else reason = `the provider "${provider}" does not offer the model "${name}"`;
  }
  return reason;
}
