import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { msg } from '@/lib/i18n/msg';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import type { MoverDimension, MoversBy } from '@/lib/reports/movers-between';

interface MoversProps {
  movers: readonly MoversBy[];
  before: string;
  month: string;
}

const TITLES: Record<MoverDimension, string> = { model: msg('Models'), key: msg('Keys'), team: msg('Teams') };

/** Whose spend changed most. */
export function Movers({ movers, before, month }: MoversProps) {
  const t = useT();
  return (
    <div className="grid gap-4 lg:grid-cols-3 print:block print:space-y-4">
      {movers.map(({ by, rows }) => (
        <Card key={by}>
          <CardHeader>
            <CardTitle>{t('{by} that moved most', { by: t(TITLES[by]) })}</CardTitle>
          </CardHeader>
          <CardBody>
            {rows.length === 0 ? (
              <p className="text-sm text-ink-soft">{t('None changed.')}</p>
            ) : (
              <Table label={t('{by} that moved most', { by: t(TITLES[by]) })}>
                <thead>
                  <tr>
                    <Th>{t('Name')}</Th>
                    <Th numeric>{before}</Th>
                    <Th numeric>{month}</Th>
                    <Th numeric>{t('Change')}</Th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ key, beforeUsd, nowUsd, changeUsd }) => (
                    <tr key={key}>
                      <Td className="break-words whitespace-normal">{key === '' ? t('(none)') : key}</Td>
                      <Td numeric>{formatTotalUsd(beforeUsd, t.locale)}</Td>
                      <Td numeric>{formatTotalUsd(nowUsd, t.locale)}</Td>
                      <Td numeric title={formatExactUsd(changeUsd, t.locale)}>
                        {formatTotalUsd(changeUsd, t.locale)}
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
