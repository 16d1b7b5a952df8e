'use server';
import { revalidatePath } from 'next/cache';
import { applyRerating } from '@/lib/rerating/apply';
import { previewRerating } from '@/lib/rerating/preview';
import type { ReratingPreview } from '@/lib/rerating/schemas';
import { undoRerating } from '@/lib/rerating/undo';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { refused, type FormResult } from '../form-result';

export type ReratingResult = FormResult | { kind: 'rated'; preview: ReratingPreview };
const PAGE = '/pricing/corrections';

/** Looks at what the prices of now would change of past costs, then books what was looked at. */
export async function rerate(_previous: ReratingResult | null, form: FormData): Promise<ReratingResult> {
  await requireSameOrigin();
  const viewer = await requireUser(PAGE);
  const text = (name: string) => String(form.get(name) ?? '');
  const span = { workspace: text('workspace'), from: text('from'), to: text('to') };
  try {
    if (text('step') !== 'apply') return { kind: 'rated', preview: await previewRerating(viewer, span) };
    const run = await applyRerating(viewer, {
      ...span,
      runId: text('runId'),
      expectedVersion: Number(text('version')),
      expectedAttempts: Number(text('attempts')),
      expectedDeltaUsd: text('deltaUsd'),
    });
    revalidatePath(PAGE);
    return { kind: 'done', message: `Booked: ${run.attempts} attempts by $${run.deltaUsd}.` };
  } catch (error) {
    return refused(error);
  }
}

export async function undo(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  await requireSameOrigin();
  const viewer = await requireUser(PAGE);
  try {
    await undoRerating(viewer, String(form.get('id')));
    revalidatePath(PAGE);
    return { kind: 'done', message: 'Undone.' };
  } catch (error) {
    return refused(error);
  }
}
