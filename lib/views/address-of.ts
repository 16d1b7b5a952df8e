import type { Viewer } from '@/lib/users/viewer';
import { findView } from './find';

/** The address that a view stands for. Throws `not_found`. */
export async function addressOfView(viewer: Viewer, id: string): Promise<string> {
  const { page, query, workspaceId } = await findView(viewer, id);
  const params = new URLSearchParams(query);
  params.set('workspace', workspaceId);
  params.set('view', id);
  return `${page}?${params}`;
}
