import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { localDay } from '@/lib/analytics/range';
import type { Viewer } from '@/lib/users/viewer';
import { moversOf, type Mover } from './movers';

const MOVERS_BY = ['model', 'key', 'team'] as const;
export type MoverDimension = (typeof MOVERS_BY)[number];
export interface MoversBy {
  by: MoverDimension;
  rows: Mover[];
}

const SHOWN = 5;

/** Two spans, each without its end. */
export interface TwoSpans {
  before: { from: Date; to: Date };
  after: { from: Date; to: Date };
}

export const rangeOf = (from: Date, to: Date, zone: string) => ({
  ...{ preset: 'custom' as const, from, to, zone },
  firstDay: localDay(from, zone),
  lastDay: localDay(new Date(to.getTime() - 1), zone),
});

/** Models, keys and teams whose spend changed most from one span to the other. */
export function moversBetween(
  viewer: Viewer,
  workspaceId: string,
  zone: string,
  { before, after }: TwoSpans,
  now: Date,
): Promise<MoversBy[]> {
  return Promise.all(
    MOVERS_BY.map(async (by) => {
      const query = exploreQuerySchema.parse({ by, limit: '25' });
      const spend = async ({ from, to }: { from: Date; to: Date }) => {
        const { groups } = await explore(viewer, { ...rangeOf(from, to, zone), workspaceId }, query, now);
        return new Map(
          groups.filter(({ members }) => members === 1).map(({ key, value }) => [key, value ?? '0'] as const),
        );
      };
      const [then, recent] = await Promise.all([spend(before), spend(after)]);
      return { by, rows: moversOf(then, recent, SHOWN) };
    }),
  );
}
