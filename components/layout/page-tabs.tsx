import Link from 'next/link';
import { useT } from '#i18n';
import { cn } from '@/components/ui/class-names';
import type { Message } from '@/lib/i18n/msg';

interface PageTabsProps {
  /** What the pages are parts of. */
  label: string;
  tabs: readonly { path: string; label: Message }[];
  /** Path of the page that is shown. */
  here: string;
  /** Address of a path with what of the present one is kept. */
  href: (path: string) => string;
}

/** Links between pages that belong together. */
export function PageTabs({ label, tabs, here, href }: PageTabsProps) {
  const t = useT();
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {tabs.map(({ path, label: words }) => (
        <Link
          key={path}
          href={href(path)}
          aria-current={path === here ? 'page' : undefined}
          className={cn(
            'rounded-md px-2.5 py-1.5 text-sm text-ink-soft hover:bg-sunken',
            path === here && 'bg-brand-wash font-medium text-brand',
          )}
        >
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}
