import { requireRight } from '@/lib/access/may';
import { seesTeam } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';
import { exportConfig } from './export-config';
import { previewConfig, type ConfigPreview } from './preview-config';

/**
 * What applying a file would change, without a word of keys that the viewer does not see: a file that leaves them out
 * would else list them all. Throws `forbidden`, and what {@link previewConfig} throws.
 */
export async function previewConfigFor(viewer: Viewer, file: unknown): Promise<ConfigPreview> {
  requireRight(viewer, 'config.draft');
  const { changes, ...rest } = await previewConfig(file);
  const { keys } = (await exportConfig()).file;
  const hidden = keys
    .filter((key) => !seesTeam(viewer, key.workspace, key.team))
    // As diffConfig names an entry and all that is in it.
    .map(({ id }) => `keys[${JSON.stringify(id)}]`);
  const isHidden = (path: string) => hidden.some((key) => path.startsWith(key));
  return { ...rest, changes: changes.filter(({ path }) => !isHidden(path)) };
}
