'use client';
import { Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { ViewInfo } from '@/lib/views/schemas';
import { Field } from './field';
import type { ViewChanges } from './use-views';

interface ViewRowProps {
  view: ViewInfo;
  /** Opened in this page. */
  isPresent: boolean;
  /** Path and query of the page. */
  here: string;
  query: string;
  onOpen: () => void;
  /** Returns why it was refused, if it was. */
  change: (changes: ViewChanges, words: string) => Promise<string | undefined>;
  remove: () => void;
}

/** One saved view: opened by its name; its owner may change it. */
export function ViewRow({ view, isPresent, here, query, onOpen, change, remove }: ViewRowProps) {
  const t = useT();
  const { id, name, page, shared, isOwn, mayChange } = view;
  const [renaming, setRenaming] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (renaming)
    return (
      <li className="py-2">
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const form = event.currentTarget;
            const typed = String(new FormData(form).get('name')).trim();
            if (typed === '') {
              setProblem(t('A view needs a name.'));
              form.querySelector('input')?.focus();
              return;
            }
            void change({ name: typed }, t('It is called “{typed}” now.', { typed })).then((why) => {
              setProblem(why);
              if (why !== undefined) form.querySelector('input')?.focus();
              setRenaming(why !== undefined);
            });
          }}
        >
          <div className="min-w-40 flex-1">
            <Field
              id={`rename-${id}`}
              name="name"
              label={t('New name of {name}', { name })}
              required
              maxLength={100}
              defaultValue={name}
              autoFocus
              error={problem}
            />
          </div>
          <SubmitButton>{t('Rename')}</SubmitButton>
          <Button type="button" variant="ghost" onClick={() => setRenaming(false)}>
            {t('Cancel')}
          </Button>
        </form>
      </li>
    );
  return (
    <li className="flex flex-wrap items-center gap-2 py-2" aria-current={isPresent ? 'true' : undefined}>
      <Link className="min-w-0 font-medium break-words underline" href={`/views/${id}`} onClick={onOpen}>
        {name}
      </Link>
      <span className="text-xs text-ink-soft">{page.slice(1)}</span>
      {shared && <Badge>{isOwn ? t('shared') : t('shared by somebody else')}</Badge>}
      {mayChange && (
        <span className="ml-auto flex flex-wrap gap-1">
          {isPresent && page === here && (
            <Button
              size="sm"
              onClick={() => void change({ query }, t('“{name}” shows what you see now.', { name }))}
            >
              {t('Save over it')}
            </Button>
          )}
          <Button
            size="sm"
            onClick={() =>
              void change(
                { shared: !shared },
                shared ? t('“{name}” is its owner’s alone.', { name }) : t('“{name}” is shared.', { name }),
              )
            }
          >
            {shared ? t('Make private') : t('Share')}
          </Button>
          <Button
            size="icon"
            variant="ghost"
            aria-label={t('Rename {name}', { name })}
            onClick={() => setRenaming(true)}
          >
            <Pencil aria-hidden />
          </Button>
          <Button size="icon" variant="ghost" aria-label={t('Delete {name}', { name })} onClick={remove}>
            <Trash2 aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}
