'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { ViewInfo } from '@/lib/views/schemas';
import { Modal } from './modal';
import { SaveView } from './save-view';
import { useViews } from './use-views';
import { ViewRow } from './view-row';

export interface ViewsPanelProps {
  workspace: string;
  page: string;
  /** Of the present address. */
  query: string;
  onClose: () => void;
}

/** Saved views: those of this page first; save the present state, open, rename, share, delete. */
export function ViewsPanel({ workspace, page, query, onClose }: ViewsPanelProps) {
  const t = useT();
  const { views, trouble, save, change, remove, restore } = useViews(workspace);
  const [deleted, setDeleted] = useState<ViewInfo>();
  const [said, setSaid] = useState('');
  const present = new URLSearchParams(query).get('view');
  const sorted = (views ?? []).toSorted((a, b) => Number(b.page === page) - Number(a.page === page));
  const telling = async (work: Promise<boolean>, words: string) => {
    setDeleted(undefined);
    setSaid((await work) ? words : '');
  };
  const drop = async (view: ViewInfo) => {
    const wasRemoved = await remove(view.id);
    setSaid(wasRemoved ? t('“{name}” is deleted.', { name: view.name }) : '');
    // Somebody else's would come back as one's own.
    setDeleted(wasRemoved && view.isOwn ? view : undefined);
  };
  return (
    <Modal title={t('Saved views')} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4 text-sm">
        {trouble !== undefined && (
          <Alert tone="bad" role="alert">
            {trouble}
          </Alert>
        )}
        <div className="flex flex-wrap items-center gap-2 empty:hidden">
          <p role="status" className="text-xs text-ink-soft empty:hidden">
            {said}
          </p>
          {deleted !== undefined && (
            <Button
              size="sm"
              onClick={() =>
                void telling(restore(deleted), t('“{name}” is here again.', { name: deleted.name }))
              }
            >
              {t('Undo')}
            </Button>
          )}
        </div>
        {views === undefined && trouble === undefined && <p className="text-ink-soft">{t('Loading…')}</p>}
        {views?.length === 0 && (
          <p className="text-ink-soft">
            {t(
              'None yet. Choose what to see on a page (range, filters, groups), then save it here under a name.',
            )}
          </p>
        )}
        <ul className="flex flex-col divide-y">
          {sorted.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              isPresent={view.id === present}
              here={page}
              query={query}
              onOpen={onClose}
              change={(changes, words) => void telling(change(view.id, changes), words)}
              remove={() => void drop(view)}
            />
          ))}
        </ul>
        <SaveView
          save={async (name, shared) => {
            const saved = await save({ name, shared, page, query });
            setSaid(saved ? t('“{name}” is saved.', { name }) : '');
            return saved;
          }}
        />
      </div>
    </Modal>
  );
}
