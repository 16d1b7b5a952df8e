'use client';
import dynamic from 'next/dynamic';
import type { ComponentProps } from 'react';

const EMPTY = () => <span className="size-8" />;

// The menus' library is a tenth of what a page may load before it can be used, and nobody opens one that early.
const ThemeToggle = dynamic(() => import('./theme-toggle').then((module) => module.ThemeToggle), {
  ssr: false,
  loading: EMPTY,
});
const UserMenu = dynamic(() => import('./user-menu').then((module) => module.UserMenu), {
  ssr: false,
  loading: EMPTY,
});

/** Theme and account: fetched after the page's own code, in a place that is kept for them. */
export function HeaderMenus({ email, onLanguage }: ComponentProps<typeof UserMenu>) {
  return (
    <>
      <ThemeToggle />
      <UserMenu email={email} onLanguage={onLanguage} />
    </>
  );
}
