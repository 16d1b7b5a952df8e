import { MAX_BASELINES } from '@/lib/analytics/savings/compare-baselines';

const MAX_NAME = 200;

/** Models to compare with: any number of `baseline=…`, or one `baselines=a,b`. Twice is once. */
export function readBaselines(params: Record<string, string | string[] | undefined>): string[] {
  const [one, list] = [params['baseline'], params['baselines']].map((value) => [value ?? []].flat());
  const names = [...(one ?? []), ...(list ?? []).flatMap((text) => text.split(','))];
  const named = names.map((name) => name.trim()).filter((name) => name !== '' && name.length <= MAX_NAME);
  return [...new Set(named)].slice(0, MAX_BASELINES);
}
