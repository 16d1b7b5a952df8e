import { useT } from '#i18n';
import { Table, Td, Th } from '@/components/ui/table';
import type { Explanation } from '@/lib/playground/explain';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

interface OtherCostsProps {
  costs: Explanation['costs'];
  served: string;
  /** Of the column. */
  name: string;
}

/** What each model would have cost, cheapest first. */
export function OtherCosts({ costs, served, name }: OtherCostsProps) {
  const t = useT();
  return (
    <Table
      label={t('{name}: what each model would have cost', { name })}
      className="text-xs [--cell-edge:--spacing(1)]"
    >
      <thead>
        <tr>
          <Th>{t('Model')}</Th>
          <Th numeric>{t('Cost')}</Th>
          <Th numeric>{t('Difference')}</Th>
        </tr>
      </thead>
      <tbody>
        {costs.map(({ model, provider, costUsd, differencePercent }) => (
          <tr key={`${provider}/${model}`} className={model === served ? 'font-semibold' : undefined}>
            <Td className="px-1.5 py-1">{model}</Td>
            <Td
              numeric
              className="px-1.5 py-1"
              title={costUsd === null ? undefined : formatExactUsd(costUsd, t.locale)}
            >
              {costUsd === null ? t('unpriced') : formatAmountUsd(costUsd, t.locale)}
            </Td>
            <Td numeric className="px-1.5 py-1">
              {differenceWords(differencePercent)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** `"+86 %"`, `"-97 %"`. */
function differenceWords(percent: string | null): string {
  if (percent === null) return '–';
  const whole = Math.round(Number(percent));
  return `${whole > 0 ? '+' : ''}${whole} %`;
}
