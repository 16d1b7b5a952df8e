import { resolveRange, type TimeRange } from '@/lib/analytics/range';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';
import { chooseWorkspace } from '@/lib/workspaces/choose-workspace';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import { addressOf } from './read-query';

/** What a page looks at: who, which workspace, which span, read once at the top of the page. */
export interface PageView {
  viewer: Viewer;
  workspace: WorkspaceInfo;
  range: TimeRange;
  /** The argument of each metric. */
  scope: TimeRange & { workspaceId: string };
  now: Date;
  /** What of the address could not be honoured, in words. */
  problems: string[];
  /** Address of a page that looks at the same workspace and span. */
  href: (path: string, more?: Record<string, string | undefined>) => string;
}

/** Undefined when there is no workspace at all. */
export async function openView(
  viewer: Viewer,
  query: Record<string, string | undefined>,
): Promise<PageView | undefined> {
  const t = await getT();
  const choice = await chooseWorkspace(viewer, query['workspace']);
  if (choice === undefined) return undefined;
  const { workspace, unknown } = choice;
  const now = new Date();
  const range = resolveRange(query, workspace.reportingZone, now);
  const problems = [
    ...(unknown === undefined
      ? []
      : [
          t('There is no workspace “{unknown}”. Showing {name}.', {
            unknown: unknown.slice(0, 60),
            name: workspace.name,
          }),
        ]),
    ...(range.problem === undefined ? [] : [t.said(range.problem)]),
  ];
  const kept = {
    workspace: query['workspace'] === undefined ? undefined : workspace.id,
    range: query['range'] === undefined && range.preset !== 'custom' ? undefined : range.preset,
    from: range.preset === 'custom' ? query['from'] : undefined,
    to: range.preset === 'custom' ? (query['to'] ?? query['from']) : undefined,
  };
  return {
    viewer,
    workspace,
    range,
    scope: { ...range, workspaceId: workspace.id },
    now,
    problems,
    href: (path, more = {}) => addressOf(path, { ...kept, ...more }),
  };
}
