import { publishedDocument } from '@/lib/analytics/published-document';
import type { Channel } from '@/lib/config/alert-schemas';
import { requireRight } from '@/lib/access/may';
import type { Viewer } from '@/lib/users/viewer';

/** A channel without its secret; `hasSecret` says whether it has one. */
export type ChannelView = Channel extends infer One
  ? One extends Channel
    ? Omit<One, 'secret'> & { hasSecret: boolean }
    : never
  : never;

/** The channels that are published, without their secrets. Throws `forbidden`. */
export async function listChannels(viewer: Viewer): Promise<ChannelView[]> {
  requireRight(viewer, 'config.read');
  const { channels } = await publishedDocument();
  return channels.map(({ secret, ...rest }) => ({ ...rest, hasSecret: secret !== undefined }));
}
