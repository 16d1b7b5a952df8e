'use server';
import { z } from 'zod';
import { publishEdit } from '@/lib/config/edit-config';
import { configEditSchema, type ConfigEdit } from '@/lib/config/with-edit';
import type { QuickResult } from './quick-result';
import { published, quickly } from './quickly';

/** Publishes a small edit of the version that the page shows. */
export async function publishQuickly(edit: ConfigEdit, seen: number, path: string): Promise<QuickResult> {
  return quickly(path, async (viewer) =>
    published(await publishEdit(viewer, configEditSchema.parse(edit), z.int().min(0).parse(seen))),
  );
}
