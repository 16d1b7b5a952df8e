import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import type { Viewer } from '@/lib/users/viewer';
import { editConfig, type AppliedConfig } from './apply-config';
import { exportConfig } from './export-config';
import { previewConfig, type ConfigPreview } from './preview-config';
import { rollBack } from './versions/roll-back';
import { configEditSchema, withEdit, type ConfigEdit } from './with-edit';

/** What an edit would change; nothing is. Throws ConfigProblemsError when it would be refused, `forbidden`. */
export async function previewEdit(viewer: Viewer, edit: ConfigEdit): Promise<ConfigPreview> {
  requireRight(viewer, 'config.draft');
  const { file } = await exportConfig();
  return previewConfig(withEdit(file, configEditSchema.parse(edit)));
}

/** Publishes an edit of the version that was looked at. Throws ConfigProblemsError, VersionConflictError, `forbidden`. */
export async function publishEdit(
  viewer: Viewer,
  edit: ConfigEdit,
  expectedVersion: number,
): Promise<AppliedConfig> {
  requireRight(viewer, 'config.publish');
  const checked = configEditSchema.parse(edit);
  const by = { author: viewer.email, actor: actorOf(viewer), note: editNote(checked), expectedVersion };
  return editConfig((file) => withEdit(file, checked), by);
}

/** Brings back the version before the one that was just published, unless somebody published since. */
export async function undoEdit(viewer: Viewer, published: number, before: number): Promise<AppliedConfig> {
  requireRight(viewer, 'config.publish');
  return rollBack({
    version: before,
    author: viewer.email,
    actor: actorOf(viewer),
    expectedVersion: published,
    note: `Undo of version ${published}`,
  });
}

function editNote({ section, put, remove, order }: ConfigEdit): string {
  if (order !== undefined) return `${section}: another order`;
  if (put !== undefined) return `${section}: ${put.id}`;
  return `${section}: ${remove ?? ''} removed`;
}
