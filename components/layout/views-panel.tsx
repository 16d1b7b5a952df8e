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
  const [refusal, setRefusal] = useState<string>();
  /** Says what was done. Why it was refused the caller says where the field is, else it is said above. */
  const telling = async (work: Promise<string | undefined>, words: string) => {
    setDeleted(undefined);
    const why = await work;
    setSaid(why === undefined ? words : '');
    return why;
  };
  const tellingAbove = async (work: Promise<string | undefined>, words: string) => {
    const why = await telling(work, words);
    setRefusal(why);
    return why;
  };
  const drop = async (view: ViewInfo) => {
    const why = await tellingAbove(remove(view.id), t('“{name}” is deleted.', { name: view.name }));
    // Somebody else's would come back as one's own.
    if (why === undefined && view.isOwn) setDeleted(view);
  };
  const above = refusal ?? trouble;
  return (
    <Modal title={t('Saved views')} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4 text-sm">
        {above !== undefined && (
          <Alert tone="bad" role="alert">
            {above}
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
                void tellingAbove(restore(deleted), t('“{name}” is here again.', { name: deleted.name }))
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
              change={(changes, words) =>
                (changes.name === undefined ? tellingAbove : telling)(change(view.id, changes), words)
              }
              remove={() => void drop(view)}
            />
          ))}
        </ul>
        <SaveView
          save={(name, shared) =>
            telling(save({ name, shared, page, query }), t('“{name}” is saved.', { name }))
          }
        />
      </div>
    </Modal>
  );
}
