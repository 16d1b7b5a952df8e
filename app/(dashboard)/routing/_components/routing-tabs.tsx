import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import type { PageView } from '../../page-view';

/** A page of its own adds its line here. */
const TABS = [
  { path: '/routing', label: 'Rules' },
  { path: '/routing/experiments', label: 'Canaries and splits' },
  { path: '/routing/versions', label: 'Versions' },
  { path: '/routing/cache', label: 'Gateway cache' },
] as const;

export function RoutingTabs({ view, here }: { view: PageView; here: (typeof TABS)[number]['path'] }) {
  return (
    <nav aria-label="Routing" className="flex flex-wrap gap-1">
      {TABS.map(({ path, label }) => (
        <Link
          key={path}
          href={view.href(path)}
          aria-current={path === here ? 'page' : undefined}
          className={cn(
            'rounded-md px-2.5 py-1.5 text-sm text-ink-soft hover:bg-sunken',
            path === here && 'bg-brand-wash font-medium text-brand',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
