import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import type { MonthlyReport, MoverDimension } from '@/lib/reports/monthly-report';

interface MoversProps {
  movers: MonthlyReport['movers'];
  before: string;
  month: string;
}

const TITLES: Record<MoverDimension, string> = { model: 'Models', key: 'Keys', team: 'Teams' };

/** Whose spend changed most. */
export function Movers({ movers, before, month }: MoversProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      {movers.map(({ by, rows }) => (
        <Card key={by}>
          <CardHeader>
            <CardTitle>{TITLES[by]} that moved most</CardTitle>
          </CardHeader>
          <CardBody>
            {rows.length === 0 ? (
              <p className="text-sm text-ink-soft">None changed.</p>
            ) : (
              <Table label={`${TITLES[by]} that moved most`}>
                <thead>
                  <tr>
                    <Th>Name</Th>
                    <Th numeric>{before}</Th>
                    <Th numeric>{month}</Th>
                    <Th numeric>Change</Th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ key, beforeUsd, nowUsd, changeUsd }) => (
                    <tr key={key}>
                      <Td>{key === '' ? '(none)' : key}</Td>
                      <Td numeric>{formatTotalUsd(beforeUsd)}</Td>
                      <Td numeric>{formatTotalUsd(nowUsd)}</Td>
                      <Td numeric title={formatExactUsd(changeUsd)}>
                        {formatTotalUsd(changeUsd)}
                      </Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            )}
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
