import type { Family, Sample } from './family';

/** The same metrics of several processes as one: series with equal labels are added, or the largest stands. Pure. */
export function mergeFamilies(told: readonly (readonly Family[])[]): Family[] {
  const merged = new Map<string, { family: Family; samples: Map<string, Sample> }>();
  for (const family of told.flat()) {
    const known = merged.get(family.name) ?? { family, samples: new Map<string, Sample>() };
    merged.set(family.name, known);
    for (const sample of family.samples) {
      const key = JSON.stringify([sample.suffix, sample.labels]);
      const { value = sample.value } = known.samples.get(key) ?? {};
      const both = family.merge === 'max' ? Math.max(value, sample.value) : value + sample.value;
      known.samples.set(key, { ...sample, value: known.samples.has(key) ? both : sample.value });
    }
  }
  return [...merged.values()].map(({ family, samples }) => ({ ...family, samples: [...samples.values()] }));
}
