'use client';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useT } from '#i18n';
import { cn } from '@/components/ui/class-names';
import { keepParams } from './kept-params';
import { PAGES } from './pages';

/** Links to the pages that exist; a row that scrolls on narrow screens, a column beside the page on wide ones. */
export function Nav() {
  const t = useT();
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = row.current?.querySelector('[aria-current]');
    // Sideways alone: the page stays where it is.
    if (row.current && here instanceof HTMLElement)
      row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label={t('Pages')}
      className="relative -mx-4 flex gap-1 overflow-x-auto px-4 max-lg:w-[calc(100%+2rem)] lg:mx-0 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:px-0"
    >
      {PAGES.map(({ path, label, Icon, startsGroup }) => {
        const here = pathname === path || pathname.startsWith(`${path}/`);
        return (
          <Link
            key={path}
            href={keepParams(path, params)}
            aria-current={here ? 'page' : undefined}
            className={cn(
              'flex shrink-0 items-center gap-2 rounded-md px-2.5 py-1.5 text-sm text-ink-soft hover:bg-sunken hover:text-ink',
              startsGroup === true && 'lg:mt-3',
              here && 'bg-brand-wash font-medium text-brand hover:bg-brand-wash hover:text-brand',
            )}
          >
            <Icon aria-hidden className="size-4" /> {t(label)}
          </Link>
        );
      })}
    </nav>
  );
}
