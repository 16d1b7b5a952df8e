import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import type { Viewer } from '@/lib/users/viewer';
import { msg } from '@/lib/i18n/msg';
import { editConfig, type AppliedConfig } from './apply-config';
import { placeOfEntry, withinEntry } from './check/within-entry';
import { exportConfig } from './export-config';
import type { ConfigFile } from './schemas';
import { previewFile, type ConfigPreview } from './preview-config';
import { meanwhile, touches, type Meanwhile } from './versions/meanwhile';
import { requireVersion } from './versions/require-version';
import { rollBack } from './versions/roll-back';
import { configEditSchema, withEdit, type ConfigEdit } from './with-edit';

export interface EditPreview extends ConfigPreview {
  /** Others changed the same entry since it was seen; absent: nobody did. */
  meanwhile?: Meanwhile;
}

/**
 * What an edit would change, and what others changed of the same entry since version `seen`, from which it was made.
 * Nothing is changed. Throws ConfigProblemsError when it would be refused, with paths within the entry where they are of it;
 * `forbidden`.
 */
export async function previewEdit(viewer: Viewer, edit: ConfigEdit, seen?: number): Promise<EditPreview> {
  requireRight(viewer, 'config.draft');
  const checked = configEditSchema.parse(edit);
  const { file } = await exportConfig();
  const edited = withEdit(file, checked);
  const { wanted, ...preview } = await previewFile(edited).catch((refusal: unknown) => {
    throw withinEntry(refusal, placeOfEntry(edited, checked));
  });
  if (seen === undefined || seen === preview.version) return preview;
  const others = await meanwhile(checked, seen, wanted);
  return others === undefined ? preview : { ...preview, meanwhile: others };
}

/** An edit in force, and the version before it, which undoEdit brings back. */
export interface PublishedEdit extends AppliedConfig {
  before: number;
}

/**
 * Publishes an edit of the version that was looked at; what others published since stays, unless it is about the same
 * entry: then VersionConflictError, which names it. Throws ConfigProblemsError, `forbidden`, too.
 */
export async function publishEdit(viewer: Viewer, edit: ConfigEdit, looked: number): Promise<PublishedEdit> {
  requireRight(viewer, 'config.publish');
  const checked = configEditSchema.parse(edit);
  const by = { author: viewer.email, actor: actorOf(viewer), note: editNote(checked) };
  let before = looked;
  let place: string | undefined;
  const make = (file: ConfigFile) => {
    const wanted = withEdit(file, checked);
    place = placeOfEntry(wanted, checked);
    return wanted;
  };
  try {
    const applied = await editConfig(make, by, {
      before: async (tx, _present, version) => {
        await requireVersion(tx, looked, version, touches(checked));
        before = version;
      },
    });
    return { ...applied, before };
  } catch (refusal) {
    throw withinEntry(refusal, place);
  }
}

/** Brings back the version before the one that was just published, unless somebody published since. */
export async function undoEdit(viewer: Viewer, published: number, before: number): Promise<AppliedConfig> {
  requireRight(viewer, 'config.publish');
  return rollBack({
    version: before,
    author: viewer.email,
    actor: actorOf(viewer),
    expectedVersion: published,
    note: msg(`Undo of version ${published}`),
  });
}

function editNote({ section, put, remove, order }: ConfigEdit): string {
  if (order !== undefined) return msg(`Another order of the ${section}`);
  if (put !== undefined) return `${section}: ${put.id}`;
  return msg(`Removed from the ${section}: ${remove ?? ''}`);
}
