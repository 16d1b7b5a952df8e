import { z } from 'zod';
import { publishedDocument } from '@/lib/analytics/published-document';
import { alertSchema } from '@/lib/config/alert-schemas';
import { db } from '@/lib/db';
import { teamsSeen } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { alertsSeenBy } from './seen-by';

export const alertView = z.object({
  ruleId: z.string(),
  ruleName: z.string(),
  subject: z.string(),
  phase: z.enum(['ok', 'pending', 'firing', 'resolved']),
  since: z.date(),
  summary: z.string(),
  acknowledgedAt: z.date().nullable(),
  acknowledgedBy: z.string().nullable(),
  mutedUntil: z.date().nullable(),
});
export type AlertView = z.infer<typeof alertView>;

export const alertRule = alertSchema;

const PHASES = ['firing', 'pending', 'resolved', 'ok'];

/**
 * The alerts of a workspace: their rules, and what each condition is in, firing ones first. Who is limited to teams sees
 * what is of these teams, and no rules, which are about all. Throws `forbidden` or `not_found`.
 */
export async function listAlerts(viewer: Viewer, workspaceId: string) {
  const workspace = await openWorkspace(viewer, workspaceId);
  const [document, states] = await Promise.all([
    publishedDocument(),
    db().alertState.findMany({
      where: { workspaceId: workspace.id, ...alertsSeenBy(viewer, workspace.id) },
      orderBy: { since: 'desc' },
    }),
  ]);
  const rules = document.alerts.filter((rule) => rule.workspace === workspace.id);
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const views = states.map((state) =>
    alertView.parse({ ...state, ruleName: names.get(state.ruleId) ?? state.ruleId }),
  );
  const alerts = views.toSorted((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase));
  return { rules: teamsSeen(viewer, workspace.id) === undefined ? rules : [], alerts };
}
