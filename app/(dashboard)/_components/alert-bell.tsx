import { Bell } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { unreadAlerts } from '@/lib/alerts/unread';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';

/** What fires and what is new in all workspaces of the viewer, and the way to the one where most of it is. */
export async function AlertBell({
  viewer,
  workspaceIds,
}: {
  viewer: Viewer;
  workspaceIds: readonly string[];
}) {
  const t = await getT();
  const each = await Promise.all(
    workspaceIds.map(async (id) => ({ id, ...(await unreadAlerts(viewer, id)) })),
  );
  const [most] = each.toSorted((a, b) => b.firing - a.firing || b.unread - a.unread);
  if (most === undefined) return null;
  const workspaceId = most.id;
  const firing = each.reduce((sum, one) => sum + one.firing, 0);
  const unread = each.reduce((sum, one) => sum + one.unread, 0);
  const label = t('Alerts: {firing, plural, one {# fires} other {# fire}}, {unread} new', { firing, unread });
  return (
    <Button variant="ghost" size="icon" asChild className="relative">
      <Link href={`/alerts?workspace=${encodeURIComponent(workspaceId)}`} aria-label={label} title={label}>
        <Bell aria-hidden />
        {(firing > 0 || unread > 0) && (
          <span
            aria-hidden
            className={`absolute top-0 right-0 min-w-4 rounded-full px-1 text-center text-[10px] leading-4 font-semibold text-paper ${firing > 0 ? 'bg-bad' : 'bg-brand'}`}
          >
            {firing > 0 ? firing : unread}
          </span>
        )}
      </Link>
    </Button>
  );
}
