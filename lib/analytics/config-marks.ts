import { z } from 'zod';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead } from '@/lib/workspaces/open-workspace';

export interface ConfigMark {
  at: Date;
  /** What was changed, in words. */
  label: string;
}

/** More than that no chart shows apart. */
const MAX_MARKS = 100;
const MARKED = /^The (?:price|rule|budget|model|provider)s? /;

const published = z.object({
  action: z.literal('config.publish'),
  at: z.iso.datetime(),
  after: z.object({ version: z.number(), note: z.string(), sentences: z.array(z.string()) }),
});

/**
 * Publications of the configuration in a span that can move a chart (prices, rules, budgets, models, providers), from the
 * audit log, newest first, at most 100. Shows sentences without secrets and nobody's name. Throws `forbidden`.
 */
export async function configMarks(
  viewer: Viewer,
  { from, to }: { from: Date; to: Date },
): Promise<ConfigMark[]> {
  assertMayRead(viewer);
  const rows = await db().auditEntry.findMany({
    where: { action: 'config.publish', at: { gte: from, lt: to } },
    orderBy: { seq: 'desc' },
    take: MAX_MARKS,
    select: { entry: true },
  });
  return rows.flatMap(({ entry }) => {
    const { data } = published.safeParse(JSON.parse(entry));
    const moved = data?.after.sentences.filter((sentence) => MARKED.test(sentence)) ?? [];
    return data === undefined || moved.length === 0
      ? []
      : [{ at: new Date(data.at), label: words(data.after.version, moved) }];
  });
}

function words(version: number, [first = '', ...more]: string[]): string {
  return `Version ${version}: ${first}${more.length === 0 ? '' : ` And ${more.length} more.`}`;
}
