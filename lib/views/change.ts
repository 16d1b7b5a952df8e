import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { findView, requireChange } from './find';
import { refusingNameTwice } from './refusing-name-twice';
import { viewInfo, viewName, viewQuery, type ViewInfo } from './schemas';

export const changeViewSchema = z.strictObject({
  name: viewName.optional(),
  shared: z.boolean().optional(),
  /** Another state of the same page. */
  query: viewQuery.optional(),
});

/** Renames, shares, takes back or replaces what a view shows. Throws `forbidden`, `not_found`, `conflict`. */
export async function changeView(
  viewer: Viewer,
  id: string,
  input: z.input<typeof changeViewSchema>,
): Promise<ViewInfo> {
  const { name, shared, query } = changeViewSchema.parse(input);
  const known = await findView(viewer, id);
  requireChange(viewer, known);
  if (shared === true) requireRight(viewer, 'config.draft');
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(shared === undefined ? {} : { shared }),
    ...(query === undefined ? {} : { query }),
    updatedAt: new Date(),
  };
  const [row] = await refusingNameTwice(() => db().savedView.updateManyAndReturn({ where: { id }, data }));
  if (row === undefined)
    throw new GatewayError('not_found', 'This view was deleted meanwhile.', { param: 'id' });
  return viewInfo(row, viewer);
}
