import { useT } from '#i18n';
import { Table, Td, Th } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { ScenarioResult } from '@/lib/planning/simulate';

/** What each kind of request costs on each model, behind a summary. */
export function LineBreakdown({ scenarios }: { scenarios: ScenarioResult[] }) {
  const t = useT();
  return (
    <details>
      <summary className="cursor-pointer text-sm font-medium">{t('By kind of request and model')}</summary>
      <Table label={t('Cost by kind of request and model')} className="mt-2">
        <thead>
          <tr>
            <Th>{t('Scenario')}</Th>
            <Th>{t('Requests')}</Th>
            <Th>{t('Model')}</Th>
            <Th numeric>{t('Share')}</Th>
            <Th numeric>{t('Cost')}</Th>
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
                <Td numeric title={formatExactUsd(line.costUsd, t.locale)}>
                  {formatAmountUsd(line.costUsd, t.locale)}
                </Td>
              </tr>
            )),
          )}
        </tbody>
      </Table>
    </details>
  );
}
