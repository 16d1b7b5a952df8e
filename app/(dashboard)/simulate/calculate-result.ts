import { z } from 'zod';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import type { ScenarioResult } from '@/lib/planning/simulate';
import { calculatePlan } from '@/lib/plans/calculate';
import type { Viewer } from '@/lib/users/viewer';

/** The figures of a plan, or what is wrong with it. */
export type Calculated =
  | { kind: 'figures'; scenarios: ScenarioResult[] }
  | { kind: 'wrong'; problems: { path: string; message: string }[] };

export async function calculate(viewer: Viewer, input: PlanInput, at: number): Promise<Calculated> {
  const t = await getT();
  try {
    return { kind: 'figures', scenarios: await calculatePlan(viewer, input, at) };
  } catch (error) {
    if (error instanceof z.ZodError)
      return {
        kind: 'wrong',
        problems: zodProblems(error).map(({ path, message }) => ({ path, message: t.said(message) })),
      };
    if (error instanceof GatewayError)
      return { kind: 'wrong', problems: [{ path: '', message: t.said(error.message) }] };
    throw error;
  }
}
