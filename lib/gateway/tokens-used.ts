import type { AdmittedExchange } from './exchange';

/** All tokens of all attempts, as they are on the books; 0 when nothing was dispatched. */
export function tokensUsed(admitted: AdmittedExchange | undefined): number {
  let sum = 0;
  for (const { usage } of admitted?.attempts ?? [])
    for (const quantity of Object.values(usage.meters)) sum += quantity ?? 0;
  return sum;
}
