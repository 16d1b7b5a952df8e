'use server';
import { publishEdit } from '@/lib/config/edit-config';
import type { QuickResult } from '../_components/quick-edit/quick-result';
import { published, quickly } from '../_components/quick-edit/quickly';

/** Publishes another order of the rules of the version that was looked at. */
export async function orderRules(order: string[], seen: number, path: string): Promise<QuickResult> {
  return quickly(path, async (viewer) =>
    published(await publishEdit(viewer, { section: 'rules', order }, Number(seen))),
  );
}
