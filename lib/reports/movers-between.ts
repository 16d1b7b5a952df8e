import { teamsSeen } from '@/lib/access/reach';
import { metricOf } from '@/lib/analytics/metrics';
import { OTHER } from '@/lib/analytics/other';
import { localDay } from '@/lib/analytics/range';
import { readGroups, type GroupAnswer, type GroupQuestion } from '@/lib/analytics/read-groups';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { moversOf, type Mover } from './movers';

const MOVERS_BY = ['model', 'key', 'team'] as const;
export type MoverDimension = (typeof MOVERS_BY)[number];
export interface MoversBy {
  by: MoverDimension;
  rows: Mover[];
}

const SHOWN = 5;
/** Of each span so many are looked at; who is not among them in either can have moved by little only. */
const MOST = 1_000;

/** Without its end. */
interface Span {
  from: Date;
  to: Date;
}

export interface TwoSpans {
  before: Span;
  after: Span;
}

export const rangeOf = (from: Date, to: Date, zone: string) => ({
  ...{ preset: 'custom' as const, from, to, zone },
  firstDay: localDay(from, zone),
  lastDay: localDay(new Date(to.getTime() - 1), zone),
});

/** Models, keys and teams whose spend changed most from one span of whole days to the other. Throws `forbidden` and `not_found`. */
export async function moversBetween(
  viewer: Viewer,
  workspaceId: string,
  { before, after }: TwoSpans,
): Promise<MoversBy[]> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const teams = teamsSeen(viewer, workspace.id);
  return Promise.all(
    MOVERS_BY.map(async (by) => {
      const read = ({ from, to }: Span, shown: GroupQuestion['shown']) =>
        readGroups({
          ...{ workspace, teams, from, to, shown, groups: [by], filters: {}, metric: 'cost' },
          buckets: { starts: [from], wholeDays: true },
        });
      const [then, recent] = await Promise.all([
        read(before, { rank: 'most', limit: MOST }),
        read(after, { rank: 'most', limit: MOST }),
      ]);
      const [spentThen, spentNow] = await Promise.all([
        spendOf(then, recent, (keys) => read(before, { keys })),
        spendOf(recent, then, (keys) => read(after, { keys })),
      ]);
      return { by, rows: moversOf(spentThen, spentNow, SHOWN) };
    }),
  );
}

/** Spend by key, also of those that stand out in the other span only: what is not among the first of one span is not nothing. */
async function spendOf(
  own: GroupAnswer,
  other: GroupAnswer,
  readKeys: (keys: string[]) => Promise<GroupAnswer>,
): Promise<Map<string, string>> {
  const spent = spendByKey(own);
  const missing = [...spendByKey(other).keys()].filter((key) => !spent.has(key));
  if (own.members <= MOST || missing.length === 0) return spent;
  return new Map([...spent, ...spendByKey(await readKeys(missing))]);
}

const spendByKey = ({ sums }: GroupAnswer) =>
  new Map(
    sums
      .filter(({ key }) => key !== OTHER)
      .map(({ key, row }) => [key, metricOf('cost').value(row) ?? '0'] as const),
  );
