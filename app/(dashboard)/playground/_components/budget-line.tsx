'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftPanel } from '../../_components/draft/draft-panel';
import { useDraft } from '../../_components/draft/use-draft';

interface BudgetLineProps {
  /** What it spends and may spend, in words; empty: it has no budget yet. */
  budgets: readonly string[];
  tag: string;
  /** A budget that it could have; undefined: this person may not draft one. */
  proposal: ConfigEdit | undefined;
}

/** Whose money this is: the tag of its requests, its budgets, and a first budget at one click. */
export function BudgetLine({ budgets, tag, proposal }: BudgetLineProps) {
  const t = useT();
  const draft = useDraft();
  return (
    <div className="flex flex-col gap-2 text-xs text-ink-soft">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p>
          {t.rich('Runs cost real money. They are booked with the tag {tag}.', {
            tag: <code className="font-mono">{tag}</code>,
          })}
        </p>
        {budgets.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {budgets.length === 0 && proposal !== undefined && (
          <Button size="sm" disabled={draft.pending} onClick={() => draft.preview(proposal)}>
            {draft.pending ? t('Checking…') : t('Limit it to $20 a month')}
          </Button>
        )}
      </div>
      <DraftPanel draft={draft} />
    </div>
  );
}
