import { unsoundCounts } from '@/lib/pricing/unsound-usage';
import type { Usage } from '@/lib/pricing/usage';

/** A report of which nothing can be read: kept as it came when its counts are no counts, else no report at all. */
export function unreadableUsage(raw: unknown): Usage | undefined {
  return unsoundCounts(raw).length === 0 ? undefined : { meters: {}, provenance: 'none', raw };
}
