import { z } from 'zod';
import { db } from '@/lib/db';
import { msg } from '@/lib/i18n/msg';
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
/** What happened to a canary: it moves traffic as a rule does. */
const ofCanary = z.object({
  action: z.templateLiteral(['canary.', z.string()]),
  at: z.iso.datetime(),
  after: z.object({ sentence: z.string() }),
});
const marked = z.union([published, ofCanary]);

/**
 * Publications of the configuration in a span that can move a chart (prices, rules, budgets, models, providers), and the
 * steps of canaries, from the audit log, newest first, at most 100. Shows sentences without secrets and nobody's name. Throws `forbidden`.
 */
export async function configMarks(
  viewer: Viewer,
  { from, to }: { from: Date; to: Date },
): Promise<ConfigMark[]> {
  assertMayRead(viewer);
  const rows = await db().auditEntry.findMany({
    where: {
      OR: [{ action: 'config.publish' }, { action: { startsWith: 'canary.' } }],
      at: { gte: from, lt: to },
    },
    orderBy: { seq: 'desc' },
    take: MAX_MARKS,
    select: { entry: true },
  });
  return rows.flatMap(({ entry }) => {
    const { data } = marked.safeParse(JSON.parse(entry));
    if (data === undefined) return [];
    const label = 'sentence' in data.after ? data.after.sentence : words(data.after);
    return label === undefined ? [] : [{ at: new Date(data.at), label }];
  });
}

function words({ version, sentences }: z.infer<typeof published>['after']): string | undefined {
  const [first, ...more] = sentences.filter((sentence) => MARKED.test(sentence));
  if (first === undefined) return undefined;
  return more.length === 0
    ? msg(`Version ${version}: ${first}`)
    : msg(`Version ${version}: ${first} And ${more.length} more.`);
}
