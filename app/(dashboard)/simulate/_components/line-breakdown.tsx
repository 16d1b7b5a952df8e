import { Table, Td, Th } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { ScenarioResult } from '@/lib/planning/simulate';

/** What each kind of request costs on each model, behind a summary. */
export function LineBreakdown({ scenarios }: { scenarios: ScenarioResult[] }) {
  return (
    <details>
      <summary className="cursor-pointer text-sm font-medium">By kind of request and model</summary>
      <Table label="Cost by kind of request and model" className="mt-2">
        <thead>
          <tr>
            <Th>Scenario</Th>
            <Th>Requests</Th>
            <Th>Model</Th>
            <Th numeric>Share</Th>
            <Th numeric>Cost</Th>
          </tr>
        </thead>
        <tbody>
          {scenarios.flatMap(({ name, lines }) =>
            lines.map((line, index) => (
              <tr key={`${name} ${index}`}>
                <Td>{name}</Td>
                <Td>{line.class}</Td>
                <Td>{line.model}</Td>
                <Td numeric>{line.percent} %</Td>
                <Td numeric title={formatExactUsd(line.costUsd)}>
                  {formatAmountUsd(line.costUsd)}
                </Td>
              </tr>
            )),
          )}
        </tbody>
      </Table>
    </details>
  );
}
