import Link from 'next/link';
import type { ReactNode } from 'react';
import { useT } from '#i18n';

/** A page above this one. */
export interface Crumb {
  label: string;
  href: string;
}

interface PageTitleProps {
  title: string;
  /** The pages above, the outermost first. */
  above?: readonly Crumb[];
  children?: ReactNode;
}

/** The heading of a page, with the way back up to the pages that it is a part of. */
export function PageTitle({ title, above = [], children }: PageTitleProps) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {above.length > 0 && (
          <nav aria-label={t('Pages above')}>
            <ol className="flex flex-wrap gap-x-2 text-base text-ink-soft">
              {above.map(({ label, href }) => (
                <li key={href} className="flex gap-x-2">
                  <Link href={href} className="hover:text-ink hover:underline">
                    {label}
                  </Link>
                  <span aria-hidden>/</span>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
      </div>
      {children !== undefined && <p className="text-xs text-ink-soft">{children}</p>}
    </div>
  );
}
