'use client';
import { useId, useState } from 'react';
import { useT } from '#i18n';
import { useFieldProblem } from '@/components/forms/field-problems';
import { Select } from '@/components/ui/select';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, without } from './edit-list';
import { FieldTable } from './field-table';

type Scenario = PlanInput['scenarios'][number];
type Line = Scenario['mix'][number];

interface MixFieldsProps {
  /** Of the mix in the plan. */
  path: string;
  scenario: Scenario;
  classes: readonly string[];
  modelList: string;
  onChange: (mix: Scenario['mix']) => void;
}

/** A mix of more lines is folded at first. */
const MANY_LINES = 12;

/** Which share of which requests goes to which model. */
export function MixFields({ path, scenario, classes, modelList, onChange }: MixFieldsProps) {
  const t = useT();
  const { mix, name } = scenario;
  const noteId = useId();
  const problem = useFieldProblem(path);
  const [opened] = useState(mix.length <= MANY_LINES);
  const change = (index: number, more: Partial<Line>) => onChange(changed(mix, index, more));
  return (
    <details open={opened} className="flex flex-col gap-2">
      <summary className="cursor-pointer text-sm">
        {mix.length === 1 ? t('One model') : t('{mix} lines of models', { mix: mix.length })}
      </summary>
      <fieldset name={path} className="min-w-0" aria-describedby={problem === undefined ? undefined : noteId}>
        <legend className="sr-only">{t('Models of {name}', { name })}</legend>
        <FieldTable
          keepsOne
          label={t('Models of {name}', { name })}
          rows={mix}
          columns={[
            {
              head: t('Requests'),
              cell: (line, index) => (
                <Select
                  className="min-w-32"
                  aria-label={t('Requests of line {index}, {name}', { index: index + 1, name })}
                  value={line.class ?? ''}
                  onChange={({ target: { value } }) =>
                    change(index, { class: value === '' ? undefined : value })
                  }
                >
                  <option value="">{t('all others')}</option>
                  {classes.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </Select>
              ),
            },
            {
              head: t('Model'),
              cell: (line, index) => (
                <CellInput
                  name={`${path}[${index}].model`}
                  label={t('Model of line {index}, {name}', { index: index + 1, name })}
                  className="w-44"
                  list={modelList}
                  value={line.model}
                  onChange={(model) => change(index, { model })}
                />
              ),
            },
            {
              head: t('Share, %'),
              numeric: true,
              cell: (line, index) => (
                <CellInput
                  numeric
                  name={`${path}[${index}].percent`}
                  className="w-20"
                  label={t('Share of line {index}, {name}', { index: index + 1, name })}
                  value={String(line.percent)}
                  onChange={(percent) => change(index, { percent })}
                />
              ),
            },
          ]}
          add={{ words: t('Model'), onAdd: () => onChange([...mix, { model: '', percent: '0' }]) }}
          remove={{
            words: (_line, index) => t('Remove line {index} of {name}', { index: index + 1, name }),
            onRemove: (index) => onChange(without(mix, index)),
          }}
        />
      </fieldset>
      {problem !== undefined && (
        <p id={noteId} className="text-xs text-bad">
          {problem}
        </p>
      )}
    </details>
  );
}
