'use client';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';

interface FieldTableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly {
    head: string;
    numeric?: boolean;
    cell: (row: Row, index: number) => ReactNode;
  }[];
  add: { words: string; onAdd: () => void; disabled?: boolean };
  remove: { words: (row: Row, index: number) => string; onRemove: (index: number) => void };
  /** One row is always there. Default: there may be none, and then there is no table. */
  keepsOne?: boolean;
}

/** Rows of fields that come and go. */
export function FieldTable<Row>(props: FieldTableProps<Row>) {
  const { label, rows, columns, add, remove, keepsOne = false } = props;
  const t = useT();
  return (
    <div className="flex flex-col gap-2">
      {rows.length > 0 && (
        <Table label={label}>
          <thead>
            <tr>
              {columns.map(({ head, numeric = false }) => (
                <Th key={head} numeric={numeric}>
                  {head}
                </Th>
              ))}
              <Th>
                <span className="sr-only">{t('Remove')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map(({ head, numeric = false, cell }) => (
                  <Td key={head} numeric={numeric}>
                    {cell(row, index)}
                  </Td>
                ))}
                <Td>
                  <Button
                    size="icon"
                    variant="ghost"
                    type="button"
                    aria-label={remove.words(row, index)}
                    disabled={keepsOne && rows.length === 1}
                    onClick={() => remove.onRemove(index)}
                  >
                    <X aria-hidden />
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <div>
        <Button size="sm" type="button" disabled={add.disabled === true} onClick={add.onAdd}>
          <Plus aria-hidden /> {add.words}
        </Button>
      </div>
    </div>
  );
}
