import { useT } from '#i18n';
import { Table, Td, Th } from '@/components/ui/table';
import type { FieldSides } from '@/lib/config/versions/side-by-side';
import type { Theirs } from './draft-state';
import { Sentences } from './sentences';

/** What others published meanwhile beside what one wants oneself, and where the two differ. */
export function BothSides({ theirs, yours }: { theirs: Theirs; yours: readonly string[] }) {
  const t = useT();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="font-medium">{t('Published meanwhile by {by}.', { by: theirs.by.join(', ') })}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Sentences title={t('Theirs, in force now:')} sentences={theirs.sentences} />
        <Sentences title={t('Yours, on top of it, would change:')} sentences={yours} />
      </div>
      {theirs.sides.length > 0 && <Differences sides={theirs.sides} />}
    </div>
  );
}

function Differences({ sides }: { sides: readonly FieldSides[] }) {
  const t = useT();
  return (
    <Table label={t('What differs')}>
      <thead>
        <tr>
          <Th>{t('Field')}</Th>
          <Th>{t('Before')}</Th>
          <Th>{t('Theirs')}</Th>
          <Th>{t('Yours')}</Th>
        </tr>
      </thead>
      <tbody>
        {sides.map(({ field, was, theirs, yours }) => (
          <tr key={field}>
            <Td>{field}</Td>
            {[was, theirs, yours].map((value, side) => (
              <Td key={side} className="min-w-24 break-words whitespace-normal">
                {value ?? '–'}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
