'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { may } from '@/lib/access/may';
import { previewEdit, publishEdit, undoEdit } from '@/lib/config/edit-config';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { configEditSchema, type ConfigEdit } from '@/lib/config/with-edit';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';
import { refusing } from '../action/refusing';
import type { DraftPlace, DraftState } from './draft-state';
import { sentencesOf, theirsOf } from './in-readers-words';

const version = z.int().min(0);
const placeSchema = z.strictObject({ seen: version.optional(), path: z.string().max(4_000) });

/** What a change would do; when somebody has changed the same entry since the form was filled, also what they did. */
export async function previewDraft(edit: unknown, place: DraftPlace): Promise<DraftState> {
  const { seen, path } = placeSchema.parse(place);
  return refusing(path, async (viewer) => look(viewer, configEditSchema.parse(edit), seen));
}

/** Publishes what was looked at; when somebody was faster, shows both. */
export async function publishDraft(edit: unknown, looked: unknown, place: DraftPlace): Promise<DraftState> {
  const { path } = placeSchema.parse(place);
  return refusing(path, async (viewer) => {
    const before = version.parse(looked);
    const checked = configEditSchema.parse(edit);
    try {
      const { version: published, changes, before: last } = await publishEdit(viewer, checked, before);
      refresh();
      const sentences = sentencesOf(await getT(), changes);
      return { kind: 'published', version: published, before: last, sentences };
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      return look(viewer, checked, before);
    }
  });
}

/** Takes back what was just published. */
export async function undoDraft(published: unknown, before: unknown, place: DraftPlace): Promise<DraftState> {
  const { path } = placeSchema.parse(place);
  return refusing(path, async (viewer) => {
    const { version: now } = await undoEdit(viewer, version.parse(published), version.parse(before));
    refresh();
    return { kind: 'undone', version: now };
  });
}

async function look(viewer: Viewer, edit: ConfigEdit, seen?: number): Promise<DraftState> {
  const t = await getT();
  const { version: looked, changes, meanwhile } = await previewEdit(viewer, edit, seen);
  if (changes.length === 0) return { kind: 'unchanged' };
  const mayPublish = may(viewer, 'config.publish');
  const mine = { version: looked, mayPublish, sentences: sentencesOf(t, changes) };
  return meanwhile === undefined
    ? { kind: 'diff', ...mine }
    : { kind: 'stale', theirs: theirsOf(t, meanwhile), ...mine };
}
