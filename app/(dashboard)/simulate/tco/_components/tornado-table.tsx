import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { Swing } from '@/lib/planning/tornado';
import { formatTotalUsd } from '@/lib/pricing/format-usd';
import { compareUsd } from '@/lib/pricing/money';
import { labelOf } from './tco-words';

/** Where a bar begins and ends on a scale from the lowest to the highest of all, in percent. */
function placeOf({ lowUsd, highUsd }: Swing, from: number, to: number) {
  const [low, high] = compareUsd(lowUsd, highUsd) < 0 ? [lowUsd, highUsd] : [highUsd, lowUsd];
  const span = to - from || 1;
  return {
    left: `${((Number(low) - from) / span) * 100}%`,
    width: `${Math.max(0.5, ((Number(high) - Number(low)) / span) * 100)}%`,
  };
}

/** Which assumption moves the difference most: a tornado whose bars stand in the rows of its own table. */
export function TornadoTable({ swings }: { swings: readonly Swing[] }) {
  const t = useT();
  const ends = swings.flatMap(({ lowUsd, highUsd }) => [Number(lowUsd), Number(highUsd)]);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('What matters most')}</CardTitle>
        <CardNote>
          {t('own machines minus API over all months, with one assumption a fifth less or more')}
        </CardNote>
      </CardHeader>
      <CardBody>
        <Table label={t('Sensitivity to each assumption')}>
          <thead>
            <tr>
              <Th>{t('Assumption')}</Th>
              <Th className="w-1/3 min-w-32">
                <span className="sr-only">{t('As a bar')}</span>
              </Th>
              <Th numeric>{t('A fifth less')}</Th>
              <Th numeric>{t('A fifth more')}</Th>
            </tr>
          </thead>
          <tbody>
            {swings.map((swing) => (
              <tr key={swing.assumption}>
                <Td>{labelOf(t, swing.assumption)}</Td>
                <Td aria-hidden className="align-middle">
                  <div className="relative h-3 rounded-xs bg-sunken">
                    <div className="absolute h-3 rounded-xs bg-(--s1)" style={placeOf(swing, from, to)} />
                  </div>
                </Td>
                <Td numeric title={t('at {low}', { low: swing.low })}>
                  {formatTotalUsd(swing.lowUsd, t.locale)}
                </Td>
                <Td numeric title={t('at {high}', { high: swing.high })}>
                  {formatTotalUsd(swing.highUsd, t.locale)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
