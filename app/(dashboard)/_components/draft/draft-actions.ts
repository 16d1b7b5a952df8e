'use server';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { may } from '@/lib/access/may';
import { previewEdit, publishEdit, undoEdit } from '@/lib/config/edit-config';
import { ConfigProblemsError } from '@/lib/config/problem';
import { configEditSchema } from '@/lib/config/with-edit';
import { zodProblems } from '@/lib/config/zod-problems';
import { GatewayError } from '@/lib/errors/gateway-error';
import { logger } from '@/lib/logger';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { DraftState } from './draft-state';

const version = z.int().min(0);

/** What a change would do. */
export async function previewDraft(edit: unknown): Promise<DraftState> {
  return refusing(async () => {
    const viewer = await signedIn();
    const checked = configEditSchema.parse(edit);
    const { version: looked, changes } = await previewEdit(viewer, checked);
    if (changes.length === 0) return { step: 'unchanged' };
    return {
      step: 'diff',
      edit: checked,
      version: looked,
      mayPublish: may(viewer, 'config.publish'),
      sentences: changes.map(({ sentence }) => sentence),
    };
  });
}

/** Publishes what was looked at. */
export async function publishDraft(edit: unknown, looked: unknown): Promise<DraftState> {
  return refusing(async () => {
    const viewer = await signedIn();
    const before = version.parse(looked);
    const { version: published, changes } = await publishEdit(viewer, configEditSchema.parse(edit), before);
    refresh();
    const sentences = changes.map(({ sentence }) => sentence);
    return { step: 'published', version: published, before, sentences };
  });
}

/** Takes back what was just published. */
export async function undoDraft(published: unknown, before: unknown): Promise<DraftState> {
  return refusing(async () => {
    const viewer = await signedIn();
    const { version: now } = await undoEdit(viewer, version.parse(published), version.parse(before));
    refresh();
    return { step: 'undone', version: now };
  });
}

async function signedIn() {
  await requireSameOrigin();
  return requireUser('/budgets');
}

/** What we refuse is said; what went wrong inside is logged and not shown. */
async function refusing(work: () => Promise<DraftState>): Promise<DraftState> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigProblemsError) return { step: 'refused', problems: [...error.problems] };
    if (error instanceof GatewayError) return refused(error.message);
    if (error instanceof z.ZodError) return { step: 'refused', problems: zodProblems(error) };
    // Next's own way out of an action, such as to the sign-in page.
    if (error instanceof Error && 'digest' in error) throw error;
    logger.error({ err: error }, 'draft');
    return refused('Something went wrong inside Tollgate; nothing was changed.');
  }
}

function refused(message: string): DraftState {
  return { step: 'refused', problems: [{ path: '', message }] };
}
