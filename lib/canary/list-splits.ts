import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { requireRight } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { Scope } from '@/lib/analytics/scope';
import type { Rule } from '@/lib/config/schemas';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { experimentOfRule } from '@/lib/routing/experiments/arm';
import { NO_TOTALS } from '@/lib/routing/experiments/arm-totals';
import { compareArms, MEASURES } from '@/lib/routing/experiments/compare-arms';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { armViews } from './arm-views';
import { readTotals } from './read-totals';
import { armViewSchema } from './schemas';

export const splitViewSchema = z.strictObject({
  rule: z.string(),
  name: z.string(),
  arms: z.array(armViewSchema),
  /** Each of the others against the first arm. */
  comparisons: z.array(
    z.strictObject({
      measure: z.enum(MEASURES),
      better: z.string().optional(),
      moreRequests: z.number().optional(),
      words: z.string(),
    }),
  ),
});
export type SplitView = z.infer<typeof splitViewSchema>;

export const listSplitsSchema = z.strictObject({
  workspace: z.string().min(1).default('main'),
  from: sentInstant,
  to: sentInstant.describe('Exclusive'),
});

/** The sides that a rule draws, in its order; none of a rule that draws nothing. */
export function armsOfRule({ use, settings }: Pick<Rule, 'use' | 'settings'>): string[] {
  const weighted =
    use?.kind === 'weights' ? Object.keys(use.weights).filter((name) => (use.weights[name] ?? 0) > 0) : [];
  if (settings.canary === undefined) return weighted;
  return [...(weighted.length === 0 ? ['control'] : weighted), 'canary'];
}

/**
 * Rules in force that draw by weights or have a fixed canary, and how their sides did in a workspace and span. Throws
 * `forbidden`, also for who sees some teams only: these sums are not kept by team.
 */
export async function listSplits(viewer: Viewer, { workspaceId, from, to }: Scope): Promise<SplitView[]> {
  requireRight(viewer, 'config.read');
  await openWorkspace(viewer, workspaceId);
  if (teamsSeen(viewer, workspaceId) !== undefined)
    throw new GatewayError(
      'forbidden',
      'You see some teams only, and these sums are of the whole workspace.',
    );
  const { rules } = await publishedDocument();
  const drawing = rules.filter((rule) => rule.enabled && armsOfRule(rule).length > 1);
  return Promise.all(
    drawing.map(async (rule) => {
      const experiment = experimentOfRule(rule.id);
      const totals = await readTotals(db(), { experiment, workspaceId, from, to });
      const named = armsOfRule(rule);
      const compared = named.map((name) => ({ name, totals: totals.get(name) ?? NO_TOTALS }));
      return {
        ...{ rule: rule.id, name: rule.name, arms: armViews(totals, named) },
        comparisons: compareArms(compared),
      };
    }),
  );
}
