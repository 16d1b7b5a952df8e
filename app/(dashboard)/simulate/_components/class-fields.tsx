'use client';
import { useT } from '#i18n';
import { msg } from '@/lib/i18n/msg';
import { MAX_CLASSES } from '@/lib/planning/limits';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, freeName, without } from './edit-list';
import { FieldTable } from './field-table';

type Classes = PlanInput['classes'];

interface ClassFieldsProps {
  classes: Classes;
  onChange: (classes: Classes, what?: ClassChange) => void;
}

/** What the mixes of the scenarios have to follow. */
export type ClassChange = { kind: 'named' | 'removed'; index: number };

const COLUMNS = [
  { field: 'requests', label: msg('Requests a month') },
  { field: 'inputTokens', label: msg('Tokens in, each') },
  { field: 'outputTokens', label: msg('Tokens out, each') },
  { field: 'cachedPercent', label: msg('Of the prompt cached, %') },
] as const;

/** Kinds of requests, one row each. */
export function ClassFields({ classes, onChange }: ClassFieldsProps) {
  const t = useT();
  const name = {
    head: t('Kind'),
    cell: (one: Classes[number], index: number) => (
      <CellInput
        name={`classes[${index}].name`}
        label={t('Name of kind {index}', { index: index + 1 })}
        className="w-40"
        value={one.name}
        onChange={(value) => onChange(changed(classes, index, { name: value }), { kind: 'named', index })}
      />
    ),
  };
  const numbers = COLUMNS.map(({ field, label }) => ({
    head: t(label),
    numeric: true,
    cell: (one: Classes[number], index: number) => (
      <CellInput
        numeric
        name={`classes[${index}].${field}`}
        label={`${t(label)}, ${one.name}`}
        value={String(one[field] ?? '0')}
        onChange={(value) => onChange(changed(classes, index, { [field]: value }))}
      />
    ),
  }));
  const added = () => ({
    ...{ name: freeName(t('Kind'), classes), requests: 1_000, inputTokens: '500', outputTokens: '200' },
  });
  return (
    <FieldTable
      keepsOne
      label={t('Traffic')}
      rows={classes}
      columns={[name, ...numbers]}
      add={{
        words: t('Kind of request'),
        onAdd: () => onChange([...classes, added()]),
        disabled: classes.length >= MAX_CLASSES,
      }}
      remove={{
        words: (one) => t('Remove {name}', { name: one.name }),
        onRemove: (index) => onChange(without(classes, index), { kind: 'removed', index }),
      }}
    />
  );
}
