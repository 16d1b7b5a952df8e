import { NO_TOTALS, type ArmTotals } from '@/lib/routing/experiments/arm-totals';
import { describeArm } from '@/lib/routing/experiments/describe-arm';
import type { ArmView } from './schemas';

/** The arms as people see them, those that are named also when nothing is known of them yet. Pure. */
export function armViews(totals: ReadonlyMap<string, ArmTotals>, named: readonly string[] = []): ArmView[] {
  const names = [...new Set([...named, ...[...totals.keys()].sort()])];
  return names.map((arm) => {
    const own = totals.get(arm) ?? NO_TOTALS;
    const { requests, errors, score } = own;
    return { arm, requests, errors, scored: score.count, ...describeArm(own) };
  });
}
