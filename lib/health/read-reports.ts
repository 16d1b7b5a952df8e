import { z } from 'zod';
import { db } from '@/lib/db';
import { type gatewayView, targetReport } from './schemas';

/** A process that has said nothing for so long is gone, or can't reach the database. */
const STALE_MS = 60_000;

type GatewayView = z.infer<typeof gatewayView>;

export interface Reports {
  /** Gateway processes that have reported lately. */
  processes: number;
  /** What each says of a target (`provider/model`) or a provider. */
  of: (name: string) => GatewayView[];
}

/** What the gateways last said of their breakers, cooldowns and limits. Holds nothing of a workspace. */
export async function readReports(now: Date): Promise<Reports> {
  const rows = await db().gatewayReport.findMany({
    where: { reportedAt: { gt: new Date(now.getTime() - STALE_MS) } },
    orderBy: { process: 'asc' },
  });
  const byName = new Map<string, GatewayView[]>();
  for (const { process, reportedAt, targets } of rows) {
    const ageS = Math.max(0, Math.round((now.getTime() - reportedAt.getTime()) / 1_000));
    for (const report of z.array(targetReport).parse(targets)) {
      const views = byName.get(report.name) ?? [];
      byName.set(report.name, [...views, { process, ageS, report }]);
    }
  }
  return { processes: rows.length, of: (name) => byName.get(name) ?? [] };
}
