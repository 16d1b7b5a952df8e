'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { publishQuickly } from '../../_components/quick-edit/edit-action';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';

interface RuleOrderProps {
  /** In the order in which they are tried. */
  rules: readonly { id: string; name: string; shown: ReactNode }[];
  version: number;
  /** Whether the viewer may publish another order. */
  mayMove: boolean;
}

/** The rules, each with its place; moved by one it is shown and published at once, and taken back from the toast. */
export function RuleOrder({ rules, version, mayMove }: RuleOrderProps) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(rules.map(({ id }) => id));
  const sorted = shown.flatMap((id) => rules.find((rule) => rule.id === id) ?? []);
  const move = (at: number, by: number) => {
    const next = [...shown];
    next.splice(at + by, 0, ...next.splice(at, 1));
    edit(next, (path) => publishQuickly({ section: 'rules', order: next }, version, path));
  };
  return (
    <ol className="divide-y divide-line">
      {sorted.map(({ id, name, shown: words }, at) => (
        <li key={id} data-rule={id} className="grid grid-cols-[2rem_minmax(0,1fr)_auto] gap-2 py-3">
          <span className="text-right text-sm text-ink-soft tabular-nums">{at + 1}</span>
          <div className="min-w-0">{words}</div>
          {mayMove && (
            <div className="flex flex-col">
              <Button
                size="icon"
                variant="ghost"
                disabled={pending || at === 0}
                aria-label={t('Try {name} earlier', { name })}
                onClick={() => move(at, -1)}
              >
                <ArrowUp aria-hidden />
              </Button>
              <Button
                size="icon"
                variant="ghost"
                disabled={pending || at === sorted.length - 1}
                aria-label={t('Try {name} later', { name })}
                onClick={() => move(at, 1)}
              >
                <ArrowDown aria-hidden />
              </Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
