import { z } from 'zod';
import { may } from '@/lib/access/may';
import type { SavedView } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { keptQuery } from './kept-query';

/** Pages whose whole state is in their address. */
export const VIEW_PAGES = ['/overview', '/spend', '/savings', '/requests', '/health'] as const;

/** What can be seen of a name: no control characters, no text direction that turns the rest around. */
const VISIBLE = /^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u;

export const viewName = z
  .string()
  .trim()
  .min(1, 'A view needs a name.')
  .max(100, 'A name has at most 100 characters.')
  .regex(VISIBLE, 'A name has no control characters.');

/** As in an address, after the `?`. */
export const viewQuery = z.string().max(4_000, 'This view is too long to be kept.').transform(keptQuery);

/** A saved view as it stands in a list. */
export const viewInfoSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  page: z.string(),
  query: z.string(),
  shared: z.boolean(),
  isOwn: z.boolean(),
  mayChange: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type ViewInfo = z.infer<typeof viewInfoSchema>;

/** Its owner may change a view, and who runs the place one that is shared: its owner may have left. */
export function mayChange(
  viewer: Viewer,
  { ownerId, shared }: Pick<SavedView, 'ownerId' | 'shared'>,
): boolean {
  return ownerId === viewer.id || (shared && may(viewer, 'config.publish'));
}

export function viewInfo(row: SavedView, viewer: Viewer): ViewInfo {
  const { id, name, page, query, shared, ownerId, updatedAt } = row;
  const rights = { isOwn: ownerId === viewer.id, mayChange: mayChange(viewer, row) };
  return { id, name, page, query, shared, ...rights, updatedAt: updatedAt.toISOString() };
}
