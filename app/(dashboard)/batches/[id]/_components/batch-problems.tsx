import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { BatchProblem } from '@/lib/batches/schemas';

/** What was wrong with lines of the file, or with the batch. */
export function BatchProblems({ problems }: { problems: readonly BatchProblem[] }) {
  const t = useT();
  if (problems.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Problems')}</CardTitle>
      </CardHeader>
      <CardBody>
        <Table label={t('Problems')}>
          <thead>
            <tr>
              <Th numeric>{t('Line')}</Th>
              <Th>{t('What is wrong')}</Th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, code, message }, index) => (
              <tr key={`${line} ${code} ${index}`}>
                <Td numeric>{line ?? '–'}</Td>
                <Td className="whitespace-normal">{message}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
