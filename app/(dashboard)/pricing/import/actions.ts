'use server';
import { revalidatePath } from 'next/cache';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { importPrices, previewImport } from '@/lib/config/prices/import-prices';
import type { ImportPreview, PriceSource } from '@/lib/config/prices/price-import-schemas';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { refused, type FormResult } from '../form-result';

export type ImportResult = FormResult | { kind: 'diff'; preview: ImportPreview };

/** Of a file that are said to be wrong. */
const MOST_LINES = 20;

/** Looks at a list of prices, then publishes the differences that were ticked. */
export async function importList(_previous: ImportResult | null, form: FormData): Promise<ImportResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser('/pricing/import');
  const source = sourceOf(form);
  try {
    requireRight(viewer, 'config.publish');
    if (form.get('step') !== 'publish')
      return { kind: 'diff', preview: saidIn(t, await previewImport(source)) };
    const accepted = form.getAll('accepted').map(String);
    const expectedVersion = Number(form.get('expectedVersion'));
    const applied = await importPrices({ source, accepted, expectedVersion, actor: actorOf(viewer) });
    revalidatePath('/pricing');
    if (!applied.published) return { kind: 'done', message: t('Nothing was ticked that differs.') };
    return {
      kind: 'done',
      message: t('Version {version} is in force.', { version: applied.version }),
      undo: { published: applied.version, before: expectedVersion },
    };
  } catch (error) {
    if (source.from !== 'file' || !(error instanceof ConfigProblemsError)) return refused(t, error);
    const lines = error.problems
      .slice(0, MOST_LINES)
      .map(({ path, message }) => `${path}: ${t.said(message)}`);
    return { kind: 'wrong', fields: { content: lines.join('; ') }, message: t('Nothing was changed.') };
  }
}

/** A preview in the reader's language. */
function saidIn(t: T, { entries, warnings, ...preview }: ImportPreview): ImportPreview {
  return {
    ...preview,
    entries: entries.map((entry) =>
      // What stays is counted, and shown nowhere.
      entry.kind === 'unchanged' ? entry : { ...entry, sentence: t.said(entry.sentence) },
    ),
    warnings: warnings.map(t.said),
  };
}

function sourceOf(form: FormData): PriceSource {
  const text = (name: string) => String(form.get(name) ?? '');
  const name = text('fileName');
  if (name !== '') {
    const format = name.toLowerCase().endsWith('.json') ? 'json' : 'csv';
    return { from: 'file', name: name.slice(0, 80), format, content: text('content') };
  }
  const [provider, as] = [text('provider'), text('as')];
  return {
    from: 'catalogue',
    ...(provider === '' ? {} : { provider }),
    ...(as === '' ? {} : { as: as as NonNullable<Extract<PriceSource, { from: 'catalogue' }>['as']> }),
  };
}
