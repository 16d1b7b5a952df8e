import { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import { isAdmin, type Viewer } from '@/lib/users/viewer';
import { applyConfig, type AppliedConfig } from './apply-config';
import { exportConfig } from './export-config';
import { previewConfig, type ConfigPreview } from './preview-config';
import { rollBack } from './roll-back';

const entry = z.looseObject({ id: z.string().min(1).max(200) });

/** A draft: entries to put into sections (the one with the same id is replaced) or to take out. */
export const configEditSchema = z.strictObject({
  section: z.enum(['budgets', 'health', 'alerts', 'channels', 'rules']),
  put: entry.optional(),
  remove: z.string().min(1).max(200).optional(),
  /** Of a rule: tried before all others. */
  first: z.boolean().optional(),
});
export type ConfigEdit = z.infer<typeof configEditSchema>;

type File = Awaited<ReturnType<typeof exportConfig>>['file'];

function requireAdmin(viewer: Viewer): void {
  if (!isAdmin(viewer))
    throw new GatewayError('forbidden', 'Only owners and admins may change the configuration.');
}

/** The file with one edit made to it, not yet checked. Pure. */
export function withEdit(file: File, { section, put, remove, first }: ConfigEdit): unknown {
  const entries: readonly { id: string }[] = file[section];
  const kept = entries.filter(({ id }) => id !== remove);
  if (put === undefined) return { ...file, [section]: kept };
  const at = kept.findIndex(({ id }) => id === put.id);
  if (at === -1) return { ...file, [section]: first === true ? [put, ...kept] : [...kept, put] };
  // A secret that is left out stays as it is.
  const present = kept[at];
  const secret = present !== undefined && 'secret' in present ? { secret: present.secret } : {};
  return { ...file, [section]: kept.with(at, { ...secret, ...put }) };
}

/** What an edit would change; nothing is. Throws ConfigProblemsError when it would be refused, `forbidden`. */
export async function previewEdit(viewer: Viewer, edit: ConfigEdit): Promise<ConfigPreview> {
  requireAdmin(viewer);
  const { file } = await exportConfig();
  return previewConfig(withEdit(file, configEditSchema.parse(edit)));
}

/** Publishes an edit of the version that was looked at. Throws ConfigProblemsError, VersionConflictError, `forbidden`. */
export async function publishEdit(
  viewer: Viewer,
  edit: ConfigEdit,
  expectedVersion: number,
): Promise<AppliedConfig> {
  requireAdmin(viewer);
  const { file } = await exportConfig();
  const author = viewer.email;
  const note = editNote(edit);
  return applyConfig({ file: withEdit(file, configEditSchema.parse(edit)), author, note, expectedVersion });
}

/** Brings back the version before the one that was just published, unless somebody published since. */
export async function undoEdit(viewer: Viewer, published: number, before: number): Promise<AppliedConfig> {
  requireAdmin(viewer);
  return rollBack({
    version: before,
    author: viewer.email,
    expectedVersion: published,
    note: `Undo of version ${published}`,
  });
}

function editNote({ section, put, remove }: ConfigEdit): string {
  if (put !== undefined) return `${section}: ${put.id}`;
  return `${section}: ${remove ?? ''} removed`;
}
