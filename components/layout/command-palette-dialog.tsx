'use client';
import { Command } from 'cmdk';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect, useState, type ReactNode } from 'react';
import type { Places } from '@/lib/find/find-places';
import { keepParams } from './kept-params';
import { Modal } from './modal';
import { PAGES } from './nav';

const itemClasses =
  'flex cursor-pointer items-center gap-2 rounded px-2 py-1.5 text-sm data-[selected=true]:bg-sunken [&_svg]:size-4';
const groupClasses =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-soft';

const ACTIONS: readonly { label: string; path: string }[] = [
  { label: 'Create a key', path: '/keys' },
  { label: 'Add a provider', path: '/providers' },
  { label: 'Add or change a model', path: '/providers/models' },
  { label: 'Set a budget', path: '/budgets' },
  { label: 'Compare models on a prompt', path: '/playground' },
  { label: 'Invite somebody', path: '/people' },
  { label: 'Import prices', path: '/pricing/import' },
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
    <Modal title="Find" hideTitle onClose={onClose}>
      <Command label="Find" loop className="flex min-h-0 flex-col">
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder="A page, model, key, or a request’s id"
          className="border-b bg-transparent px-4 py-3 text-sm outline-none placeholder:text-ink-soft"
        />
        <Command.List className="overflow-y-auto p-2" label="Found">
          <Command.Empty className="px-2 py-6 text-center text-sm text-ink-soft">
            {places === undefined ? 'Looking…' : 'Nothing has this name.'}
          </Command.Empty>
          {request !== undefined && item(request, `/requests/${request}`, 'Request')}
          <Command.Group heading="Pages" className={groupClasses}>
            {PAGES.map(({ path, label, Icon }) => item(label, to(path), 'Page', <Icon aria-hidden />))}
          </Command.Group>
          <Command.Group heading="Actions" className={groupClasses}>
            {ACTIONS.map(({ label, path }) => item(label, to(path), 'Action'))}
            {item('Light theme', () => setTheme('light'), 'Action')}
            {item('Dark theme', () => setTheme('dark'), 'Action')}
            {item('Keys of the keyboard', onHelp, 'Action')}
          </Command.Group>
          <Command.Group heading="Models" className={groupClasses}>
            {places?.models.map((model) => item(model, to('/requests', { model }), 'Model'))}
          </Command.Group>
          <Command.Group heading="Keys" className={groupClasses}>
            {places?.keys.map(({ id, name }) =>
              item(name === id ? id : `${name} (${id})`, to('/keys', { key: id }), 'Key'),
            )}
          </Command.Group>
          <Command.Group heading="Saved views" className={groupClasses}>
            {places?.views.map(({ id, name }) => item(name, `/views/${id}`, `View ${id}`))}
          </Command.Group>
          <Command.Group heading="Saved prompts" className={groupClasses}>
            {places?.prompts.map(({ id, name }) =>
              item(name, `/playground?${new URLSearchParams({ workspace, prompt: id })}`, `Prompt ${id}`),
            )}
          </Command.Group>
        </Command.List>
      </Command>
    </Modal>
  );
}
