'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import type { Budget } from '@/lib/config/schemas';
import { useDraft } from '../../_components/draft/use-draft';
import { BudgetForm } from './budget-form';

interface BudgetEditorProps {
  budgets: readonly Budget[];
  workspace: string;
  version: number;
}

/** Create, change or remove a budget: a draft, what it would change, publish, undo. */
export function BudgetEditor({ budgets, workspace, version }: BudgetEditorProps) {
  const t = useT();
  const [chosen, setChosen] = useState('');
  const draft = useDraft({ version, form: `budget-${chosen}` });
  const budget = budgets.find(({ id }) => id === chosen);
  return (
    <Card aria-label={t('Budget editor')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Create or change a budget')}</CardTitle>
          <CardNote>{t('Nothing changes before you have seen what would, and published it.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-2">
          <div className="flex min-w-48 flex-col gap-1">
            <Label htmlFor="budget-chosen">{t('Budget')}</Label>
            <Select
              id="budget-chosen"
              value={chosen}
              onChange={(event) => {
                setChosen(event.target.value);
                draft.discard();
              }}
            >
              <option value="">{t('A new one')}</option>
              {budgets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </div>
          {budget !== undefined && (
            <Button
              variant="danger"
              disabled={draft.pending}
              onClick={() => draft.preview({ section: 'budgets', remove: budget.id })}
            >
              {t('Remove it')}
            </Button>
          )}
        </div>
        <BudgetForm
          key={draft.key}
          workspace={workspace}
          draft={draft}
          {...(budget === undefined ? {} : { budget })}
        />
      </CardBody>
    </Card>
  );
}
