'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { changesSince } from '@/lib/config/versions/changes-since';
import { draftPrices, previewPriceChange, publishPriceChange } from '@/lib/config/prices/change-price';
import type { PriceChange } from '@/lib/config/prices/price-change-schema';
import { rollBack } from '@/lib/config/versions/roll-back';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { requireRight } from '@/lib/access/may';
import { createDraft } from '@/lib/drafts/create-draft';
import { formFields } from '@/lib/http/form-fields';
import { getT } from '@/lib/i18n/get-t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { refused, type FormResult } from './form-result';

/** Looks at a change of the price book, then publishes what was looked at, or opens it as a draft to try on the past. */
export async function changePrice(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser('/pricing');
  const { step, expectedVersion, ...fields } = formFields(form);
  const change = writtenIn(fields);
  try {
    const preview = await previewPriceChange(viewer, change);
    const sentences = preview.changes.map(({ sentence }) => sentence);
    if (step === 'draft') {
      const content = { prices: await draftPrices(viewer, change) };
      const name = sentences[0]?.slice(0, 200) ?? t('Change of prices');
      const { id } = await createDraft(viewer, { name, content, baseVersion: preview.version });
      redirect(`/routing/drafts/${id}`);
    }
    if (step !== 'publish') return { kind: 'preview', version: preview.version, sentences, warnings: [] };
    const applied = await publishPriceChange(viewer, change, Number(expectedVersion)).catch(
      async (error: unknown) => {
        if (!(error instanceof VersionConflictError)) throw error;
        const { version, changes } = await changesSince(Number(expectedVersion));
        const theirs = changes
          .filter(({ path }) => path.startsWith('prices'))
          .map(({ sentence }) => sentence);
        const stale = { version, theirs, mine: sentences };
        return { kind: 'stale' as const, message: t.said(error.message), ...stale };
      },
    );
    if ('kind' in applied) return applied;
    revalidatePath('/pricing');
    return {
      kind: 'done',
      message: t('Version {version} is in force.', { version: applied.version }),
      undoTo: applied.version - 1,
    };
  } catch (error) {
    return refused(t, error);
  }
}

/** What the form wrote, without what Next adds; the schema checks it. */
function writtenIn(fields: Record<string, unknown>): PriceChange {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('$'))) as PriceChange;
}

/** Publishes the version before again. What requests were billed by meanwhile stays. */
export async function undoPrices(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser('/pricing');
  try {
    requireRight(viewer, 'config.publish');
    const back = await rollBack({ version: Number(form.get('version')), author: viewer.email });
    const { version } = back;
    revalidatePath('/pricing');
    if (!back.published)
      return {
        kind: 'done',
        message: t('Nothing was changed: the price is in effect already. End it instead.'),
      };
    return { kind: 'done', message: t('Undone: version {version} is in force.', { version }) };
  } catch (error) {
    return refused(t, error);
  }
}
