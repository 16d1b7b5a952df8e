import { z } from 'zod';
import { may } from '@/lib/access/may';
import { modelNames } from '@/lib/analytics/model-names';
import { listKeys } from '@/lib/keys/list';
import { listPrompts } from '@/lib/playground/prompts/list-prompts';
import type { Viewer } from '@/lib/users/viewer';
import { listViews } from '@/lib/views/list';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

export const findPlacesSchema = z.strictObject({ workspace: z.string().min(1).max(200).default('main') });

const named = z.strictObject({ id: z.string(), name: z.string() });

export const placesSchema = z.strictObject({
  models: z.array(z.string()),
  keys: z.array(named),
  prompts: z.array(named),
  views: z.array(named),
});
export type Places = z.infer<typeof placesSchema>;

/** More than anybody scrolls through; narrower words find the rest. */
const MOST = 1_000;

/** What of a workspace the viewer may jump to by name. Throws `forbidden`, `not_found`. */
export async function findPlaces(
  viewer: Viewer,
  { workspace }: z.infer<typeof findPlacesSchema>,
): Promise<Places> {
  await openWorkspace(viewer, workspace);
  const [models, keys, prompts, views] = await Promise.all([
    modelNames(viewer),
    listKeys(viewer, { workspace }),
    may(viewer, 'playground.use') ? listPrompts(viewer, { workspace }) : [],
    listViews(viewer, { workspace }),
  ]);
  const nameOf = ({ id, name }: { id: string; name: string }) => ({ id, name });
  return {
    models: models.slice(0, MOST),
    keys: keys.slice(0, MOST).map(nameOf),
    prompts: prompts.map(nameOf),
    views: views.map(nameOf),
  };
}
