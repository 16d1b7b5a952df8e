'use server';
import { z } from 'zod';
import { undoEdit } from '@/lib/config/edit-config';
import { getT } from '@/lib/i18n/get-t';
import type { QuickResult } from './quick-result';
import { quickly } from './quickly';

const versions = z.strictObject({ published: z.int().min(0), before: z.int().min(0) });

/** Takes back what was just published, unless somebody published since. */
export async function undoPublished(
  input: { published: number; before: number },
  path: string,
): Promise<QuickResult> {
  return quickly(path, async (viewer) => {
    const { published, before } = versions.parse(input);
    const t = await getT();
    const { version, published: isBack } = await undoEdit(viewer, published, before);
    if (!isBack)
      return { ok: true, message: t('Nothing was changed: the price is in effect already. End it instead.') };
    return { ok: true, message: t('Taken back: version {version} is as it was before.', { version }) };
  });
}
