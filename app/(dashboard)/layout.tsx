import { Suspense, type ReactNode } from 'react';
import { CommandPalette } from '@/components/layout/command-palette';
import { ConnectionNotice } from '@/components/layout/connection-notice';
import { HeaderMenus } from '@/components/layout/header-menus';
import { Logo } from '@/components/layout/logo';
import { Nav } from '@/components/layout/nav';
import { PartBoundary } from '@/components/layout/part-boundary';
import { RangePicker } from '@/components/layout/range-picker';
import { SkipLink } from '@/components/layout/skip-link';
import { ViewsMenu } from '@/components/layout/views-menu';
import { WorkspaceSwitcher } from '@/components/layout/workspace-switcher';
import { Toaster } from '@/components/toast/toaster';
import { getT } from '@/lib/i18n/get-t';
import { currentUser } from '@/lib/users/current-user';
import { chooseWorkspace } from '@/lib/workspaces/choose-workspace';
import { chooseLanguage } from '../choose-language';
import { AlertBell } from './_components/alert-bell';
import { ReplicaNotice } from './_components/replica-notice';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const t = await getT();
  const viewer = await currentUser();
  // Each page guards itself, and knows the address to come back to.
  if (viewer === null || viewer.owesSecondFactor === true) return children;
  const choice = await chooseWorkspace(viewer);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[11.5rem_minmax(0,1fr)] print:block">
      <aside
        aria-label={t('Tollgate')}
        className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2 lg:sticky lg:top-0 print:hidden lg:h-dvh lg:flex-col lg:flex-nowrap lg:items-stretch lg:gap-5 lg:overflow-y-auto lg:border-b-0 lg:px-3 lg:py-4"
      >
        <SkipLink />
        <p className="flex items-center gap-2 text-base font-semibold lg:px-2">
          <Logo className="size-5" /> {t('Tollgate')}
        </p>
        <Nav />
      </aside>
      <div className="flex min-w-0 flex-col lg:min-h-dvh lg:border-l print:border-l-0">
        <header className="flex flex-wrap items-center gap-2 border-b bg-paper px-4 py-2 print:hidden lg:sticky lg:top-0 lg:z-30">
          {choice !== undefined && <WorkspaceSwitcher options={choice.all} fallback={choice.workspace.id} />}
          <RangePicker className="order-3 md:order-none md:ml-auto" />
          <div className="ml-auto flex items-center gap-1 md:ml-0">
            {choice !== undefined && <ViewsMenu workspace={choice.workspace.id} />}
            {choice !== undefined && <CommandPalette workspace={choice.workspace.id} />}
            {choice !== undefined && (
              <PartBoundary name={t('Alerts')}>
                <Suspense fallback={<span className="size-8" />}>
                  <AlertBell viewer={viewer} workspaceIds={choice.all.map(({ id }) => id)} />
                </Suspense>
              </PartBoundary>
            )}
            <HeaderMenus email={viewer.email} onLanguage={chooseLanguage} />
          </div>
        </header>
        <ConnectionNotice />
        <PartBoundary name={t('Read replica')}>
          <Suspense>
            <ReplicaNotice />
          </Suspense>
        </PartBoundary>
        <main id="content" tabIndex={-1} className="flex min-w-0 flex-col gap-4 px-4 py-4 outline-none">
          {children}
        </main>
        <Toaster />
      </div>
    </div>
  );
}
