'use client';
import { Bookmark } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

/** Fetched when it is first opened. */
const ViewsPanel = dynamic(() => import('./views-panel').then((module) => module.ViewsPanel), { ssr: false });

/** Pages whose whole state is in their address, as lib/views/schemas.ts has them. */
const WITH_VIEWS = /^\/(overview|spend|savings|requests|health)$/;

/** Saved states of pages: opens the list, on the pages that have such a state. */
export function ViewsMenu({ workspace }: { workspace: string }) {
  const t = useT();
  const page = usePathname();
  const params = useSearchParams();
  const [open, setOpen] = useState(false);
  if (!WITH_VIEWS.test(page)) return null;
  return (
    <>
      <Button
        variant="ghost"
        aria-label={t('Saved views')}
        className="max-sm:w-8 max-sm:px-0"
        onClick={() => setOpen(true)}
      >
        <Bookmark aria-hidden />
        <span className="max-sm:hidden">{t('Views')}</span>
      </Button>
      {open && (
        <ViewsPanel
          workspace={params.get('workspace') ?? workspace}
          page={page}
          query={params.toString()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
