import { requireRight } from '@/lib/access/may';
import { seesTeam } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';
import { exportConfig } from './export-config';

/** The configuration in force with the keys that the viewer sees. Throws `forbidden`. */
export async function exportConfigFor(viewer: Viewer): ReturnType<typeof exportConfig> {
  requireRight(viewer, 'config.read');
  const { file, ...rest } = await exportConfig();
  const keys = file.keys.filter((key) => seesTeam(viewer, key.workspace, key.team));
  return { ...rest, file: { ...file, keys } };
}
