import type { Meter } from '@/lib/pricing/usage';
import type { AdmittedExchange } from '../exchange';

/** All tokens of all attempts, as they are on the books; 0 when nothing was dispatched. */
export function tokensUsed(admitted: AdmittedExchange | undefined): number {
  let sum = 0;
  if (admitted === undefined) return sum;
  for (const { usage } of admitted.attempts)
    for (const meter in usage.meters) sum += usage.meters[meter as Meter] ?? 0;
  return sum;
}
