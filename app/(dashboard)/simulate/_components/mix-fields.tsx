'use client';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { Table, Td, Th } from '@/components/ui/table';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, without } from './edit-list';

type Scenario = PlanInput['scenarios'][number];

interface MixFieldsProps {
  scenario: Scenario;
  classes: readonly string[];
  modelList: string;
  onChange: (mix: Scenario['mix']) => void;
}

/** A mix of more lines is folded at first. */
const MANY_LINES = 12;

/** Which share of which requests goes to which model. */
export function MixFields({ scenario, classes, modelList, onChange }: MixFieldsProps) {
  const t = useT();
  const { mix, name } = scenario;
  const [opened] = useState(mix.length <= MANY_LINES);
  return (
    <details open={opened} className="flex flex-col gap-2">
      <summary className="cursor-pointer text-sm">
        {mix.length === 1 ? t('One model') : t('{mix} lines of models', { mix: mix.length })}
      </summary>
      <Table label={t('Models of {name}', { name })}>
        <thead>
          <tr>
            <Th>{t('Requests')}</Th>
            <Th>{t('Model')}</Th>
            <Th numeric>{t('Share, %')}</Th>
            <Th>
              <span className="sr-only">{t('Remove')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {mix.map((line, index) => (
            <tr key={index}>
              <Td>
                <Select
                  aria-label={t('Requests of line {index}, {name}', { index: index + 1, name })}
                  value={line.class ?? ''}
                  onChange={({ target }) =>
                    onChange(changed(mix, index, { class: target.value === '' ? undefined : target.value }))
                  }
                >
                  <option value="">{t('all others')}</option>
                  {classes.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </Select>
              </Td>
              <Td>
                <CellInput
                  label={t('Model of line {index}, {name}', { index: index + 1, name })}
                  className="w-44"
                  list={modelList}
                  value={line.model}
                  onChange={(model) => onChange(changed(mix, index, { model }))}
                />
              </Td>
              <Td numeric>
                <CellInput
                  numeric
                  className="w-20"
                  label={t('Share of line {index}, {name}', { index: index + 1, name })}
                  value={String(line.percent)}
                  onChange={(percent) => onChange(changed(mix, index, { percent }))}
                />
              </Td>
              <Td>
                <Button
                  size="icon"
                  variant="ghost"
                  type="button"
                  aria-label={t('Remove line {index} of {name}', { index: index + 1, name })}
                  disabled={mix.length === 1}
                  onClick={() => onChange(without(mix, index))}
                >
                  <X aria-hidden />
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div>
        <Button size="sm" type="button" onClick={() => onChange([...mix, { model: '', percent: '0' }])}>
          <Plus aria-hidden /> {t('Model')}
        </Button>
      </div>
    </details>
  );
}
