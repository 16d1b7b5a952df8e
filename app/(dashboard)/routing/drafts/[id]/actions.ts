'use server';
import { z } from 'zod';
import { undoEdit } from '@/lib/config/edit-config';
import { cancelDryRun } from '@/lib/dryrun/cancel-dry-run';
import { startDryRun } from '@/lib/dryrun/start-dry-run';
import { discardDraft } from '@/lib/drafts/discard-draft';
import { publishDraft } from '@/lib/drafts/publish-draft';
import { saveDraft } from '@/lib/drafts/save-draft';
import { scheduleDraft, unscheduleDraft } from '@/lib/drafts/schedule-draft';
import { getT } from '@/lib/i18n/get-t';
import type { ActionState } from '../../../_components/action/action-state';
import { performAction, textOf } from '../../../_components/action/perform-action';

const done = (message: string): ActionState => ({ kind: 'done', message });

const looked = z.object({ id: z.string(), revision: z.coerce.number().int() });
const lookedAt = (form: FormData) =>
  looked.parse({ id: textOf(form, 'id'), revision: textOf(form, 'revision') });
const here = '/routing';

export async function publish(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const { id, revision } = lookedAt(form);
    const { version } = await publishDraft(viewer, id, revision);
    return done(t('Published as version {version}.', { version }));
  });
}

export async function undo(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const published = Number(textOf(form, 'published'));
    const { version } = await undoEdit(viewer, published, published - 1);
    return done(
      t('Taken back: version {version} is as version {published} was.', {
        version,
        published: published - 1,
      }),
    );
  });
}

export async function schedule(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const { id, revision } = lookedAt(form);
    const [at = '', zone = ''] = [textOf(form, 'at'), textOf(form, 'zone')];
    await scheduleDraft(viewer, id, { revision, at, zone });
    return done(t('Scheduled.'));
  });
}

export async function unschedule(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const { id, revision } = lookedAt(form);
    await unscheduleDraft(viewer, id, revision);
    return done(t('Taken off the schedule.'));
  });
}

export async function discard(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const { id, revision } = lookedAt(form);
    await discardDraft(viewer, id, revision);
    return done(t('Discarded.'));
  });
}

/** Puts the draft onto the version in force, having seen what others changed. */
export async function rebase(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const { id, revision } = lookedAt(form);
    await saveDraft(viewer, id, { revision, baseVersion: Number(textOf(form, 'version')) });
    return done(t('It stands on the version in force now.'));
  });
}

export async function tryOut(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    const [workspace = '', from = '', to = ''] = ['workspace', 'from', 'to'].map((name) =>
      textOf(form, name),
    );
    await startDryRun(viewer, { draftId: textOf(form, 'id') ?? '', workspace, from, to });
    return done(t('It runs in the background; you may leave this page.'));
  });
}

export async function cancel(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(here, async (viewer) => {
    await cancelDryRun(viewer, textOf(form, 'run') ?? '');
    return done(t('Cancelled.'));
  });
}
