'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { may } from '@/lib/access/may';
import { changesSince } from '@/lib/config/versions/changes-since';
import { previewEdit, publishEdit, undoEdit } from '@/lib/config/edit-config';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { configEditSchema, type ConfigEdit } from '@/lib/config/with-edit';
import type { Viewer } from '@/lib/users/viewer';
import type { DraftPlace, DraftState } from './draft-state';
import { refusing } from './refusing';

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
      const { version: published, changes } = await publishEdit(viewer, checked, before);
      refresh();
      return { step: 'published', version: published, before, sentences: sentencesOf(changes) };
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      const theirs = sentencesOf((await changesSince(before)).changes);
      const mine = await look(viewer, checked);
      return mine.step === 'diff' ? { ...mine, step: 'stale', theirs } : mine;
    }
  });
}

/** Takes back what was just published. */
export async function undoDraft(published: unknown, before: unknown, place: DraftPlace): Promise<DraftState> {
  const { path } = placeSchema.parse(place);
  return refusing(path, async (viewer) => {
    const { version: now } = await undoEdit(viewer, version.parse(published), version.parse(before));
    refresh();
    return { step: 'undone', version: now };
  });
}

async function look(viewer: Viewer, edit: ConfigEdit, seen?: number): Promise<DraftState> {
  const { version: looked, changes } = await previewEdit(viewer, edit);
  if (changes.length === 0) return { step: 'unchanged' };
  const mine = {
    version: looked,
    mayPublish: may(viewer, 'config.publish'),
    sentences: sentencesOf(changes),
  };
  if (seen === undefined || seen === looked) return { step: 'diff', ...mine };
  const entry = `${edit.section}[${JSON.stringify(edit.put?.id ?? edit.remove)}]`;
  const since = (await changesSince(seen)).changes.filter(({ path }) => path.startsWith(entry));
  return since.length === 0
    ? { step: 'diff', ...mine }
    : { step: 'stale', theirs: sentencesOf(since), ...mine };
}

const sentencesOf = (changes: readonly { sentence: string }[]) => changes.map(({ sentence }) => sentence);
