import type { PlanInput } from '@/lib/planning/scenario-schemas';

type Scenarios = PlanInput['scenarios'];

/** By the place of a class: the name under which the lines of the mixes know it. */
export type KnownNames = readonly string[];

export interface Followed {
  scenarios: Scenarios;
  known: KnownNames;
}

/**
 * The mixes after a class was named anew: their lines follow it. A name that another class has on the way to its own waits for
 * the next letter. Pure.
 */
export function followRename(
  { scenarios, known }: Followed,
  names: readonly string[],
  index: number,
): Followed {
  const [from, to] = [known[index], names[index]];
  const isTaken = names.some((name, at) => at !== index && name === to);
  if (from === undefined || to === undefined || to === '' || isTaken) return { scenarios, known };
  return {
    known: known.with(index, to),
    scenarios: withMixes(scenarios, (mix) =>
      mix.map((line) => (line.class === from ? { ...line, class: to } : line)),
    ),
  };
}

/** The mixes after a class was removed: its lines go with it, but for a last one, without which there is no mix. Pure. */
export function followRemoval({ scenarios, known }: Followed, index: number): Followed {
  const gone = known[index];
  return {
    known: known.toSpliced(index, 1),
    scenarios: withMixes(scenarios, (mix) => {
      const left = mix.filter((line) => line.class === undefined || line.class !== gone);
      return left.length > 0 ? left : mix.map(({ class: _gone, ...line }) => line);
    }),
  };
}

function withMixes(
  scenarios: Scenarios,
  change: (mix: Scenarios[number]['mix']) => Scenarios[number]['mix'],
) {
  return scenarios.map((scenario) => ({ ...scenario, mix: change(scenario.mix) }));
}
