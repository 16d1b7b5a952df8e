'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import type { Budget } from '@/lib/config/schemas';
import { msg } from '@/lib/i18n/msg';
import { sayPairs } from '@/lib/i18n/say-choices';
import type { Draft } from '../../_components/draft/use-draft';
import { readBudgetForm } from './read-budget-form';

const KINDS = ['workspace', 'team', 'user', 'key', 'model', 'tag'] as const;
const PERIODS = ['daily', 'weekly', 'monthly', 'total'] as const;
const MODES = [
  ['hard', msg('refuse (hard)')],
  ['downgrade', msg('go on at cheaper models (hard)')],
  ['soft', msg('only tell (soft)')],
] as const;

interface Choice {
  name: string;
  label: string;
  options: readonly (string | readonly [string, string])[];
  defaultValue?: string;
  onChange?: (value: string) => void;
}

function Choose({ name, label, options, defaultValue, onChange }: Choice) {
  const id = `budget-${name}`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select
        id={id}
        name={name}
        defaultValue={defaultValue}
        onChange={(event) => onChange?.(event.target.value)}
      >
        {options.map((option) => {
          const [value, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={value} value={value}>
              {words}
            </option>
          );
        })}
      </Select>
    </div>
  );
}

interface BudgetFormProps {
  /** The budget that is changed; absent for a new one. */
  budget?: Budget;
  workspace: string;
  name: string;
  version: number;
  draft: Draft;
}

/** The fields of a budget; sent, they become a draft whose changes are shown first. */
export function BudgetForm({ budget, workspace, name, version, draft }: BudgetFormProps) {
  const t = useT();
  const first = budget?.downgradeTo === undefined ? (budget?.mode ?? 'hard') : 'downgrade';
  const [mode, setMode] = useState<string>(first);
  return (
    <KeptForm
      name={name}
      version={version}
      isDone={draft.state.step === 'published'}
      className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4"
      onSubmit={(event) => {
        event.preventDefault();
        draft.preview(readBudgetForm(new FormData(event.currentTarget), workspace));
      }}
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
        onChange={setMode}
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
      <div className="flex items-end sm:col-span-2 lg:col-span-4">
        <Button type="submit" variant="primary" disabled={draft.pending}>
          {draft.pending ? t('Checking…') : t('Show what would change')}
        </Button>
      </div>
    </KeptForm>
  );
}
