import { publishedDocument } from '@/lib/analytics/published-document';
import type { Channel } from '@/lib/config/alert-schemas';
import { assertMayRead } from '@/lib/workspaces/open-workspace';
import type { Viewer } from '@/lib/users/viewer';

/** A channel without its secret; `hasSecret` says whether it has one. */
export type ChannelView = Channel extends infer One
  ? One extends Channel
    ? Omit<One, 'secret'> & { hasSecret: boolean }
    : never
  : never;

/** The channels that are published, without their secrets. Throws `forbidden`. */
export async function listChannels(viewer: Viewer): Promise<ChannelView[]> {
  assertMayRead(viewer);
  const { channels } = await publishedDocument();
  return channels.map(({ secret, ...rest }) => ({ ...rest, hasSecret: secret !== undefined }));
}
