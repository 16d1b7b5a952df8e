'use server';
import { getT } from '@/lib/i18n/get-t';
import { disableKey } from '@/lib/keys/disable';
import { enableKey } from '@/lib/keys/enable';
import type { QuickResult } from '../_components/quick-edit/quick-result';
import { quickly } from '../_components/quick-edit/quickly';

/** Disables a key, or lets it be used again. */
export async function switchKey(id: string, enabled: boolean, path: string): Promise<QuickResult> {
  return quickly(path, async (viewer) => {
    const t = await getT();
    const { name } = enabled ? await enableKey(viewer, { id }) : await disableKey(viewer, { id });
    const message = enabled
      ? t('The key “{name}” may be used again.', { name })
      : t('The key “{name}” is disabled. Its history stays.', { name });
    return { ok: true, message };
  });
}
