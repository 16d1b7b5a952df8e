import { cache } from 'react';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead } from '@/lib/workspaces/open-workspace';
import { publishedDocument } from './published-document';

const names = cache(async () => (await publishedDocument()).models.map((model) => model.id));

/** Ids of the configured models in their order: what colours are given out by. Throws `forbidden`. */
export async function modelNames(viewer: Viewer): Promise<string[]> {
  assertMayRead(viewer);
  return names();
}
