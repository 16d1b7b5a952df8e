import type { Viewer } from '@/lib/users/viewer';
import { getWorkspaceOrThrow } from '@/lib/workspaces/get';
import { monthlyReport } from './monthly-report';
import { reportMail, type ReportMail } from './report-mail';

/** Tollgate itself, as somebody who may look at one workspace. */
const readerOf = (workspaceId: string): Viewer => ({
  ...{ id: 'tollgate', email: 'tollgate', role: 'viewer', reach: [{ workspaceId }] },
});

/** The mail of a workspace's month, as whoever may see all of the workspace sees it. */
export async function makeMail(
  workspaceId: string,
  month: string,
  { now, publicUrl, isTest }: { now: Date; publicUrl: string | undefined; isTest: boolean },
): Promise<ReportMail> {
  const { name } = await getWorkspaceOrThrow(workspaceId);
  const report = await monthlyReport(readerOf(workspaceId), { workspace: workspaceId, month }, now);
  const query = new URLSearchParams({ workspace: workspaceId, month });
  const url = publicUrl === undefined ? undefined : new URL(`/reports?${query}`, publicUrl).href;
  return reportMail(report, { workspaceName: name, url, isTest });
}
