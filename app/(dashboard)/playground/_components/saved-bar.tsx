'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
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
  const router = useRouter();
  const [name, setName] = useState(saved?.name ?? '');
  const [note, setNote] = useState('');
  const [outcome, setOutcome] = useState<{ ok: boolean; words: string }>();

  function settle(called: Called<PromptInfo>, words: string) {
    setOutcome(called.ok ? { ok: true, words } : { ok: false, words: called.message });
    if (!called.ok) return;
    const { id, version } = called.value;
    onSaved({ ...called.value, opened: version });
    setNote('');
    // The address now opens what was saved; the page itself stays as it is, answers and all.
    window.history.replaceState(null, '', `/playground?${new URLSearchParams({ workspace, prompt: id })}`);
  }
  const saveNew = async () =>
    settle(await callApi('POST', '/playground/prompts', { workspace, name, note, content }), 'Saved.');
  const change = async (body: object, words: string) =>
    settle(await callApi('PUT', `/playground/prompts/${saved?.id ?? ''}`, body), words);
  async function remove() {
    if (saved === undefined || !window.confirm(`Delete “${saved.name}” with all its versions?`)) return;
    const called = await callApi<PromptInfo>('DELETE', `/playground/prompts/${saved.id}`);
    if (called.ok) router.push(`/playground?workspace=${encodeURIComponent(workspace)}`);
    else setOutcome({ ok: false, words: called.message });
  }

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label="Name of the prompt"
          placeholder="Name"
          className="w-44"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          aria-label="What is new in this version"
          placeholder="What is new (optional)"
          className="w-52"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {saved !== undefined && (
          <Button
            onClick={() =>
              void change(
                { save: { from: saved.opened, content, note } },
                `Saved as version ${saved.opened + 1}.`,
              )
            }
          >
            Save version {saved.opened + 1}
          </Button>
        )}
        <Button disabled={name.trim() === ''} onClick={() => void saveNew()}>
          {saved === undefined ? 'Save' : 'Save as new'}
        </Button>
        {saved?.isOwn === true && (
          <>
            <Button
              variant="ghost"
              onClick={() =>
                void change(
                  { shared: !saved.shared },
                  saved.shared
                    ? 'Only you see it now.'
                    : 'Everybody who may use this workspace’s playground sees it now.',
                )
              }
            >
              {saved.shared ? 'Stop sharing' : 'Share in the workspace'}
            </Button>
            <Button variant="ghost" onClick={() => void remove()}>
              Delete
            </Button>
          </>
        )}
      </div>
      {outcome !== undefined && (
        <p role={outcome.ok ? 'status' : 'alert'} className={outcome.ok ? 'text-xs' : 'text-xs text-bad'}>
          {outcome.words}
        </p>
      )}
    </div>
  );
}
