'use client';
import { Fragment } from 'react';
import { useT } from '#i18n';
import type { T } from '@/lib/i18n/t';
import { Modal } from './modal';
import { PAGES } from './pages';
import { GO_KEYS } from './shortcuts';

/** What to press, and what it does. */
function keysOf(t: T): (readonly [string, string])[] {
  return [
    [t('⌘ K or Ctrl K'), t('Find a page, model, key or request')],
    ['?', t('This sheet')],
    [t('⌘ Enter or Ctrl Enter'), t('Run, on the page Playground')],
    ['Esc', t('Close what is open')],
    ...Object.entries(GO_KEYS).flatMap(([key, path]) => {
      const label = PAGES.find((page) => page.path === path)?.label;
      return label === undefined ? [] : [[t('g then {key}', { key }), t(label)] as const];
    }),
  ];
}

/** What can be done by keyboard beside Tab and Enter. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Modal title={t('Keys')} onClose={onClose} className="w-[min(24rem,calc(100vw-1.5rem))]">
      <dl
        className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 overflow-y-auto px-4 py-3 -outline-offset-2 text-sm"
        tabIndex={0}
        aria-label={t('Keys and what they do')}
      >
        {keysOf(t).map(([keys, what]) => (
          <Fragment key={keys}>
            <dt className="font-mono text-xs leading-5 whitespace-nowrap text-ink-soft">{keys}</dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
