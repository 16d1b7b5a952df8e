'use client';
import { Fragment } from 'react';
import { Modal } from './modal';
import { PAGES } from './nav';
import { GO_KEYS } from './shortcuts';

const KEYS: readonly (readonly [string, string])[] = [
  ['⌘ K or Ctrl K', 'Find a page, model, key or request'],
  ['?', 'This sheet'],
  ['⌘ Enter or Ctrl Enter', 'Run, on the page Playground'],
  ['Esc', 'Close what is open'],
  ...Object.entries(GO_KEYS).flatMap(([key, path]) => {
    const label = PAGES.find((page) => page.path === path)?.label;
    return label === undefined ? [] : [[`g then ${key}`, label] as const];
  }),
];

/** What can be done by keyboard beside Tab and Enter. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal title="Keys" onClose={onClose} className="w-[min(24rem,calc(100vw-1.5rem))]">
      <dl
        className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 overflow-y-auto px-4 py-3 -outline-offset-2 text-sm"
        tabIndex={0}
        aria-label="Keys and what they do"
      >
        {KEYS.map(([keys, what]) => (
          <Fragment key={keys}>
            <dt className="font-mono text-xs leading-5 whitespace-nowrap text-ink-soft">{keys}</dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
