'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import type { Budget } from '@/lib/config/schemas';
import { msg } from '@/lib/i18n/msg';
import { sayPairs } from '@/lib/i18n/say-choices';
import { DraftForm } from '../../_components/draft/draft-form';
import type { Draft } from '../../_components/draft/use-draft';
import { readBudgetForm } from './read-budget-form';

const KINDS = ['workspace', 'team', 'user', 'key', 'model', 'tag'] as const;
const PERIODS = ['daily', 'weekly', 'monthly', 'total'] as const;
const MODES = [
  ['hard', msg('refuse (hard)')],
  ['downgrade', msg('go on at cheaper models (hard)')],
  ['soft', msg('only tell (soft)')],
] as const;

interface BudgetFormProps {
  /** The budget that is changed; absent for a new one. */
  budget?: Budget;
  workspace: string;
  draft: Draft;
}

/** The fields of a budget; sent, they become a draft whose changes are shown first. */
export function BudgetForm({ budget, workspace, draft }: BudgetFormProps) {
  const t = useT();
  const first = budget?.downgradeTo === undefined ? (budget?.mode ?? 'hard') : 'downgrade';
  const [mode, setMode] = useState<string>(first);
  return (
    <DraftForm
      draft={draft}
      className="sm:grid-cols-2 lg:grid-cols-4"
      read={(form) => readBudgetForm(form, workspace)}
    >
      <Field name="id" label={t('Id')} required defaultValue={budget?.id} readOnly={budget !== undefined} />
      <Field name="name" label={t('Name')} defaultValue={budget?.name} />
      <Choose name="kind" label={t('Counts')} options={KINDS} defaultValue={budget?.scope.kind} />
      <Field
        name="value"
        label={t('Which one')}
        required
        defaultValue={budget?.scope.value ?? workspace}
        hint={t('A tag as name=value, or name')}
      />
      <Choose
        name="period"
        label={t('Period')}
        options={PERIODS}
        defaultValue={budget?.period ?? 'monthly'}
      />
      <Field
        name="limitUsd"
        label={t('Limit (USD)')}
        required
        inputMode="decimal"
        defaultValue={budget?.limitUsd}
      />
      <Choose
        name="mode"
        label={t('When it is used up')}
        options={sayPairs(t, MODES)}
        defaultValue={first}
        onChange={(event) => setMode(event.target.value)}
      />
      <Field
        name="alertPercents"
        label={t('Tell at (% of the limit)')}
        defaultValue={(budget?.alertPercents ?? [50, 80, 100]).join(', ')}
      />
      {mode === 'downgrade' && (
        <Field
          name="downgradeTo"
          label={t('Cheaper models, in order')}
          required
          defaultValue={budget?.downgradeTo?.join(', ')}
          hint={t('Counted, and not limited by this budget')}
        />
      )}
    </DraftForm>
  );
}
