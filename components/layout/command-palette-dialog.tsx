'use client';
import { Command } from 'cmdk';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '#i18n';
import type { Places } from '@/lib/find/find-places';
import { msg } from '@/lib/i18n/msg';
import { keepParams } from './kept-params';
import { Modal } from './modal';
import { PAGES } from './pages';

const itemClasses =
  'flex cursor-pointer items-center gap-2 rounded px-2 py-1.5 text-sm data-[selected=true]:bg-sunken [&_svg]:size-4';
const groupClasses =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-soft';

const ACTIONS: readonly { label: string; path: string }[] = [
  { label: msg('Create a key'), path: '/keys' },
  { label: msg('Add a provider'), path: '/providers' },
  { label: msg('Add or change a model'), path: '/providers/models' },
  { label: msg('Set a budget'), path: '/budgets' },
  { label: msg('Compare models on a prompt'), path: '/playground' },
  { label: msg('Invite somebody'), path: '/people' },
  { label: msg('Import prices'), path: '/pricing/import' },
];

/** The names of a workspace; undefined until they have come. Without them the rest still works. */
function usePlaces(workspace: string): Places | undefined {
  const [places, setPlaces] = useState<Places>();
  useEffect(() => {
    const controller = new AbortController();
    fetch(`/api/v1/find?${new URLSearchParams({ workspace })}`, { signal: controller.signal })
      .then(async (response) => response.ok && setPlaces((await response.json()) as Places))
      .catch(() => undefined);
    return () => controller.abort();
  }, [workspace]);
  return places;
}

interface CommandPaletteDialogProps {
  workspace: string;
  onClose: () => void;
  onHelp: () => void;
}

/** Pages, actions, models, keys, saved prompts, and requests by their id: typed, chosen, opened. */
export function CommandPaletteDialog({ workspace, onClose, onHelp }: CommandPaletteDialogProps) {
  const t = useT();
  const router = useRouter();
  const params = new URLSearchParams(useSearchParams());
  const { setTheme } = useTheme();
  const places = usePlaces(workspace);
  const [typed, setTyped] = useState('');
  const request = /\breq_[0-9a-z]{6,}/.exec(typed)?.[0];
  function item(words: string, what: string | (() => void), kind: string, icon?: ReactNode) {
    function choose() {
      onClose();
      if (typeof what === 'function') what();
      else router.push(what);
    }
    return (
      <Command.Item
        key={`${kind} ${words}`}
        value={`${kind} ${words}`}
        onSelect={choose}
        className={itemClasses}
      >
        {icon} <span className="min-w-0 truncate">{words}</span>
      </Command.Item>
    );
  }
  const to = (path: string, more: Record<string, string> = {}) => {
    const kept = keepParams(path, params);
    const added = new URLSearchParams(more);
    return added.size === 0 ? kept : `${kept}${kept.includes('?') ? '&' : '?'}${added}`;
  };
  return (
    <Modal title={t('Find')} hideTitle onClose={onClose}>
      <Command label={t('Find')} loop className="flex min-h-0 flex-col">
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t('A page, model, key, or a request’s id')}
          className="border-b bg-transparent px-4 py-3 text-sm outline-none placeholder:text-ink-soft"
        />
        <Command.List className="overflow-y-auto p-2" label={t('Found')}>
          <Command.Empty className="px-2 py-6 text-center text-sm text-ink-soft">
            {places === undefined ? t('Looking…') : t('Nothing has this name.')}
          </Command.Empty>
          {request !== undefined && item(request, `/requests/${request}`, t('Request'))}
          <Command.Group heading={t('Pages')} className={groupClasses}>
            {PAGES.map(({ path, label, Icon }) => item(t(label), to(path), t('Page'), <Icon aria-hidden />))}
          </Command.Group>
          <Command.Group heading={t('Actions')} className={groupClasses}>
            {ACTIONS.map(({ label, path }) => item(t(label), to(path), t('Action')))}
            {item(t('Light theme'), () => setTheme('light'), t('Action'))}
            {item(t('Dark theme'), () => setTheme('dark'), t('Action'))}
            {item(t('Keys of the keyboard'), onHelp, t('Action'))}
          </Command.Group>
          <Command.Group heading={t('Models')} className={groupClasses}>
            {places?.models.map((model) => item(model, to('/requests', { model }), t('Model')))}
          </Command.Group>
          <Command.Group heading={t('Keys')} className={groupClasses}>
            {places?.keys.map(({ id, name }) =>
              item(name === id ? id : `${name} (${id})`, to('/keys', { key: id }), t('Key')),
            )}
          </Command.Group>
          <Command.Group heading={t('Saved views')} className={groupClasses}>
            {places?.views.map(({ id, name }) => item(name, `/views/${id}`, t('View {id}', { id })))}
          </Command.Group>
          <Command.Group heading={t('Saved prompts')} className={groupClasses}>
            {places?.prompts.map(({ id, name }) =>
              item(
                name,
                `/playground?${new URLSearchParams({ workspace, prompt: id })}`,
                t('Prompt {id}', { id }),
              ),
            )}
          </Command.Group>
        </Command.List>
      </Command>
    </Modal>
  );
}
