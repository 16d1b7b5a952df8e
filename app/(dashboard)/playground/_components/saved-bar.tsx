'use client';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { PromptInfo } from '@/lib/playground/prompts/prompt-view';
import type { Content } from '@/lib/playground/schemas';
import { callApi, type Called } from '@/components/layout/call-api';

/** Which saved prompt is open; `version` is the one that the text below was made from. */
export type OpenedPrompt = PromptInfo & { opened: number };

interface SavedBarProps {
  workspace: string;
  content: Content;
  saved: OpenedPrompt | undefined;
  onSaved: (saved: OpenedPrompt | undefined) => void;
}

/** Save as new, as the next version, share, delete. What is refused says why and loses nothing. */
export function SavedBar({ workspace, content, saved, onSaved }: SavedBarProps) {
  const t = useT();
  const router = useRouter();
  const [name, setName] = useState(saved?.name ?? '');
  const [note, setNote] = useState('');
  const outcomeId = useId();
  const [outcome, setOutcome] = useState<{ ok: boolean; words: string }>();

  // A second click may come before the buttons are drawn as disabled.
  const isSending = useRef(false);
  const [pending, setPending] = useState(false);
  async function once(work: () => Promise<void>) {
    if (isSending.current) return;
    isSending.current = true;
    setPending(true);
    await work();
    isSending.current = false;
    setPending(false);
  }

  function settle(called: Called<PromptInfo>, words: string) {
    setOutcome(called.ok ? { ok: true, words } : { ok: false, words: called.message });
    if (!called.ok) return;
    const { id, version } = called.value;
    onSaved({ ...called.value, opened: version });
    setNote('');
    // The address now opens what was saved; the page itself stays as it is, answers and all.
    window.history.replaceState(null, '', `/playground?${new URLSearchParams({ workspace, prompt: id })}`);
  }
  const saveNew = () =>
    once(async () =>
      settle(
        await callApi(t, 'POST', '/playground/prompts', { workspace, name, note, content }),
        t('Saved.'),
      ),
    );
  const change = (body: object, words: string) =>
    once(async () => settle(await callApi(t, 'PUT', `/playground/prompts/${saved?.id ?? ''}`, body), words));
  async function remove() {
    if (
      saved === undefined ||
      !window.confirm(t('Delete “{name}” with all its versions?', { name: saved.name }))
    )
      return;
    const called = await callApi<PromptInfo>(t, 'DELETE', `/playground/prompts/${saved.id}`);
    setOutcome(called.ok ? { ok: true, words: t('Deleted.') } : { ok: false, words: called.message });
    if (!called.ok) return;
    // Who saved it on this very page keeps the page: its words can be saved again.
    onSaved(undefined);
    router.push(`/playground?workspace=${encodeURIComponent(workspace)}`);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label={t('Name of the prompt')}
          placeholder={t('Name')}
          className="w-44"
          maxLength={200}
          aria-describedby={outcome?.ok === false ? outcomeId : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          aria-label={t('What is new in this version')}
          placeholder={t('What is new (optional)')}
          className="w-52"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {saved !== undefined && (
          <Button
            disabled={pending}
            onClick={() =>
              void change(
                { save: { from: saved.opened, content, note } },
                t('Saved as version {opened}.', { opened: saved.opened + 1 }),
              )
            }
          >
            {t('Save version {opened}', { opened: saved.opened + 1 })}
          </Button>
        )}
        <Button disabled={pending || name.trim() === ''} onClick={() => void saveNew()}>
          {saved === undefined ? t('Save') : t('Save as new')}
        </Button>
        {saved?.isOwn === true && (
          <>
            <Button
              variant="ghost"
              disabled={pending}
              onClick={() =>
                void change(
                  { shared: !saved.shared },
                  saved.shared
                    ? t('Only you see it now.')
                    : t('Everybody who may use this workspace’s playground sees it now.'),
                )
              }
            >
              {saved.shared ? t('Stop sharing') : t('Share in the workspace')}
            </Button>
            <Button variant="ghost" onClick={() => void remove()}>
              {t('Delete')}
            </Button>
          </>
        )}
      </div>
      {outcome !== undefined && (
        <p
          id={outcomeId}
          role={outcome.ok ? 'status' : 'alert'}
          className={outcome.ok ? 'text-xs' : 'text-xs text-bad'}
        >
          {outcome.words}
        </p>
      )}
    </div>
  );
}
