import Link from 'next/link';
import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';

interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  className?: string;
}

interface EntryTableProps<Row> {
  title: string;
  note: string;
  /** In the place of a table without rows: what to do. */
  empty: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** Where a row is changed; absent: nobody may. */
  changeHref?: ((id: string) => string) | undefined;
}

/** Entries of one section of the configuration, each with the link that opens it in the editor below. */
export function EntryTable<Row extends { id: string }>({
  title,
  note,
  empty,
  rows,
  columns,
  changeHref,
}: EntryTableProps<Row>) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          <CardNote>{note}</CardNote>
        </div>
      </CardHeader>
      {rows.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-ink-soft">{empty}</p>
      ) : (
        <Table label={title}>
          <thead>
            <tr>
              {columns.map(({ head, numeric }) => (
                <Th key={head} numeric={numeric ?? false}>
                  {head}
                </Th>
              ))}
              {changeHref !== undefined && <Th>{t('Change')}</Th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="hover:bg-sunken">
                {columns.map(({ head, cell, numeric, className }) => (
                  <Td key={head} numeric={numeric ?? false} className={className}>
                    {cell(row)}
                  </Td>
                ))}
                {changeHref !== undefined && (
                  <Td>
                    <Link
                      className="link"
                      aria-label={t('Change {id}', { id: row.id })}
                      href={changeHref(row.id)}
                    >
                      {t('Change…')}
                    </Link>
                  </Td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
