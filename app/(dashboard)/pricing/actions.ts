'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { undoEdit } from '@/lib/config/edit-config';
import { draftPrices, previewPriceChange, publishPriceChange } from '@/lib/config/prices/change-price';
import type { PriceChange } from '@/lib/config/prices/price-change-schema';
import { pricesMeanwhile } from '@/lib/config/prices/prices-meanwhile';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { createDraft } from '@/lib/drafts/create-draft';
import { formFields } from '@/lib/http/form-fields';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { Viewer } from '@/lib/users/viewer';
import { sentencesOf, theirsOf } from '../_components/draft/in-readers-words';
import { refused, type FormResult } from './form-result';

const version = z.coerce.number().int().min(0);

/** Looks at a change of the price book, then publishes what was looked at, or opens it as a draft to try on the past. */
export async function changePrice(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser('/pricing');
  const { step, expectedVersion, seen, ...fields } = formFields(form);
  const change = writtenIn(fields);
  try {
    if (step === 'draft') return await openAsDraft(t, viewer, change);
    if (step !== 'publish') return await look(t, viewer, change, version.parse(seen));
    return await publishLooked(t, viewer, change, version.parse(expectedVersion));
  } catch (error) {
    return refused(t, error);
  }
}

async function look(t: T, viewer: Viewer, change: PriceChange, seen: number): Promise<FormResult> {
  const preview = await previewPriceChange(viewer, change);
  const sentences = sentencesOf(t, preview.changes);
  const theirs = seen === preview.version ? undefined : await pricesMeanwhile(change, seen);
  if (theirs === undefined) return { kind: 'preview', version: preview.version, sentences, warnings: [] };
  return { kind: 'stale', version: preview.version, theirs: theirsOf(t, theirs), mine: sentences };
}

async function openAsDraft(t: T, viewer: Viewer, change: PriceChange): Promise<never> {
  const preview = await previewPriceChange(viewer, change);
  const content = { prices: await draftPrices(viewer, change) };
  const name = preview.changes[0]?.sentence.slice(0, 200) ?? t('Change of prices');
  const { id } = await createDraft(viewer, { name, content, baseVersion: preview.version });
  redirect(`/routing/drafts/${id}`);
}

/** When somebody was faster, both sides are shown instead. */
async function publishLooked(t: T, viewer: Viewer, change: PriceChange, looked: number): Promise<FormResult> {
  try {
    const applied = await publishPriceChange(viewer, change, looked);
    revalidatePath('/pricing');
    return {
      kind: 'done',
      message: t('Version {version} is in force.', { version: applied.version }),
      ...(applied.published ? { undo: { published: applied.version, before: looked } } : {}),
    };
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
    return look(t, viewer, change, looked);
  }
}

/** What the form wrote, without what Next adds; the schema checks it. */
function writtenIn(fields: Record<string, unknown>): PriceChange {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('$'))) as PriceChange;
}

/** Publishes the version before again, unless somebody published since. What requests were billed by meanwhile stays. */
export async function undoPrices(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser('/pricing');
  try {
    const [published, before] = [version.parse(form.get('published')), version.parse(form.get('before'))];
    const back = await undoEdit(viewer, published, before);
    revalidatePath('/pricing');
    if (!back.published)
      return {
        kind: 'done',
        message: t('Nothing was changed: the price is in effect already. End it instead.'),
      };
    return { kind: 'done', message: t('Undone: version {version} is in force.', { version: back.version }) };
  } catch (error) {
    return refused(t, error);
  }
}
