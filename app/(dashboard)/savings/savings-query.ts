import { MAX_BASELINES } from '@/lib/analytics/savings/compare-baselines';

const MAX_NAME = 200;

type Params = Record<string, string | string[] | undefined>;

/** Models to compare with: any number of `baseline=…`, or one `baselines=a,b`. Twice is once; `more`: how many are too many and left out. */
export function readBaselines(params: Params): { baselines: string[]; more: number } {
  const [one, list] = [params['baseline'], params['baselines']].map((value) => [value ?? []].flat());
  const names = [...(one ?? []), ...(list ?? []).flatMap((text) => text.split(','))];
  const named = names.map((name) => name.trim()).filter((name) => name !== '' && name.length <= MAX_NAME);
  const each = [...new Set(named)];
  return { baselines: each.slice(0, MAX_BASELINES), more: Math.max(0, each.length - MAX_BASELINES) };
}
