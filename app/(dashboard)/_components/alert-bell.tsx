import { Bell } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { unreadAlerts } from '@/lib/alerts/unread';
import type { Viewer } from '@/lib/users/viewer';

/** What fires and what is new, and the way to it. */
export async function AlertBell({ viewer, workspaceId }: { viewer: Viewer; workspaceId: string }) {
  const { firing, unread } = await unreadAlerts(viewer, workspaceId);
  const label = `Alerts: ${firing} ${firing === 1 ? 'fires' : 'fire'}, ${unread} new`;
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
