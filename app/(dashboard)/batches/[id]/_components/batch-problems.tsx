import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { BatchProblem } from '@/lib/batches/schemas';

/** What was wrong with lines of the file, or with the batch. */
export function BatchProblems({ problems }: { problems: readonly BatchProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Problems</CardTitle>
      </CardHeader>
      <CardBody>
        <Table label="Problems">
          <thead>
            <tr>
              <Th numeric>Line</Th>
              <Th>What is wrong</Th>
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
