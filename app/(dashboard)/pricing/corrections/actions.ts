'use server';
import { revalidatePath } from 'next/cache';
import { draftPrices } from '@/lib/config/prices/change-price';
import type { PriceChange } from '@/lib/config/prices/price-change-schema';
import { getT } from '@/lib/i18n/get-t';
import { applyRerating } from '@/lib/rerating/apply';
import { previewRerating } from '@/lib/rerating/preview';
import type { ReratingPreview } from '@/lib/rerating/schemas';
import { undoRerating } from '@/lib/rerating/undo';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { refused, type FormResult } from '../form-result';

export type ReratingResult = FormResult | { kind: 'rated'; preview: ReratingPreview; isDraft: boolean };
const PAGE = '/pricing/corrections';

/** Looks at what the prices of now would change of past costs, then books what was looked at. */
export async function rerate(_previous: ReratingResult | null, form: FormData): Promise<ReratingResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser(PAGE);
  const text = (name: string) => String(form.get(name) ?? '');
  const span = { workspace: text('workspace'), from: text('spanFrom'), to: text('spanTo') };
  try {
    if (text('step') !== 'apply') {
      const prices = text('draft') === 'on' ? await draftPrices(viewer, draftIn(form)) : [];
      const preview = await previewRerating(viewer, { ...span, prices });
      return { kind: 'rated', preview, isDraft: prices.length > 0 };
    }
    const run = await applyRerating(viewer, {
      ...span,
      runId: text('runId'),
      expectedVersion: Number(text('version')),
      expectedAttempts: Number(text('attempts')),
      expectedDeltaUsd: text('deltaUsd'),
    });
    revalidatePath(PAGE);
    return {
      kind: 'done',
      message: t('Booked: {attempts} attempts by ${deltaUsd}.', {
        attempts: run.attempts,
        deltaUsd: run.deltaUsd,
      }),
    };
  } catch (error) {
    return refused(t, error);
  }
}

const DRAFT_FIELDS =
  'provider model meter rate per tier region contextOp contextTokens contextBasis rare from zone'.split(' ');

/** A price that nobody has published yet, as it was written; the schema checks it. */
function draftIn(form: FormData): PriceChange {
  const written = DRAFT_FIELDS.flatMap((name) => (form.has(name) ? [[name, form.get(name)]] : []));
  return { action: 'add', ...Object.fromEntries(written) } as PriceChange;
}

export async function undo(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser(PAGE);
  try {
    await undoRerating(viewer, String(form.get('id')));
    revalidatePath(PAGE);
    return { kind: 'done', message: t('Undone.') };
  } catch (error) {
    return refused(t, error);
  }
}
