'use client';
import { Plus, X } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import { msg } from '@/lib/i18n/msg';
import { MAX_CLASSES } from '@/lib/planning/limits';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, freeName, without } from './edit-list';

type Classes = PlanInput['classes'];

interface ClassFieldsProps {
  classes: Classes;
  onChange: (classes: Classes) => void;
}

const COLUMNS = [
  { field: 'requests', label: msg('Requests a month') },
  { field: 'inputTokens', label: msg('Tokens in, each') },
  { field: 'outputTokens', label: msg('Tokens out, each') },
  { field: 'cachedPercent', label: msg('Of the prompt cached, %') },
] as const;

/** Kinds of requests, one row each. */
export function ClassFields({ classes, onChange }: ClassFieldsProps) {
  const t = useT();
  const add = () =>
    onChange([
      ...classes,
      { name: freeName(t('Kind'), classes), requests: 1_000, inputTokens: '500', outputTokens: '200' },
    ]);
  return (
    <div className="flex flex-col gap-2">
      <Table label={t('Traffic')}>
        <thead>
          <tr>
            <Th>{t('Kind')}</Th>
            {COLUMNS.map(({ field, label }) => (
              <Th key={field} numeric>
                {t(label)}
              </Th>
            ))}
            <Th>
              <span className="sr-only">{t('Remove')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one, index) => (
            <tr key={index}>
              <Td>
                <CellInput
                  label={t('Name of kind {index}', { index: index + 1 })}
                  className="w-40"
                  value={one.name}
                  onChange={(name) => onChange(changed(classes, index, { name }))}
                />
              </Td>
              {COLUMNS.map(({ field, label }) => (
                <Td key={field} numeric>
                  <CellInput
                    numeric
                    label={`${t(label)}, ${one.name}`}
                    value={String(one[field] ?? '0')}
                    onChange={(value) => onChange(changed(classes, index, { [field]: value }))}
                  />
                </Td>
              ))}
              <Td>
                <Button
                  size="icon"
                  variant="ghost"
                  type="button"
                  aria-label={t('Remove {name}', { name: one.name })}
                  disabled={classes.length === 1}
                  onClick={() => onChange(without(classes, index))}
                >
                  <X aria-hidden />
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div>
        <Button size="sm" type="button" disabled={classes.length >= MAX_CLASSES} onClick={add}>
          <Plus aria-hidden /> {t('Kind of request')}
        </Button>
      </div>
    </div>
  );
}
