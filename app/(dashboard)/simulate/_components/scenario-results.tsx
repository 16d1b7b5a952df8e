'use client';
import { useT } from '#i18n';
import { seriesStyle } from '@/components/charts/series-style';
import { ShareChart } from '@/components/charts/share-chart';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { ScenarioResult } from '@/lib/planning/simulate';
import { LineBreakdown } from './line-breakdown';

/** Scenarios side by side: in all, by month, and by what of them costs. */
export function ScenarioResults({ scenarios }: { scenarios: ScenarioResult[] }) {
  const t = useT();
  const months = scenarios[0]?.monthlyUsd.length ?? 0;
  const bars = scenarios.map(({ name, totalUsd }) => ({
    ...{ key: name, label: name, value: totalUsd },
    style: seriesStyle(name),
  }));
  const off = scenarios.filter(
    ({ lines, totalUsd }) => subtractUsd(sumUsd(lines.map(({ costUsd }) => costUsd)), totalUsd) !== '0',
  );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('What it costs')}</CardTitle>
        <CardNote>{months === 1 ? t('one month') : t('{months} months', { months })}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <ShareChart bars={bars} label={t('Cost of each scenario')} />
        <Table label={t('Cost of each scenario')}>
          <thead>
            <tr>
              <Th>{t('Scenario')}</Th>
              <Th numeric>{t('Cost')}</Th>
              <Th numeric>{t('Against the first')}</Th>
              <Th numeric>{t('in %')}</Th>
            </tr>
          </thead>
          <tbody>
            {scenarios.map(({ name, totalUsd, differenceUsd, differencePercent }, index) => (
              <tr key={name}>
                <Td>{name}</Td>
                <Td numeric title={formatExactUsd(totalUsd, t.locale)} data-exact={totalUsd}>
                  {formatTotalUsd(totalUsd, t.locale)}
                </Td>
                <Td numeric title={formatExactUsd(differenceUsd, t.locale)}>
                  {index === 0 ? '–' : formatTotalUsd(differenceUsd, t.locale)}
                </Td>
                <Td numeric>
                  {index === 0 || differencePercent === undefined ? '–' : `${differencePercent} %`}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
        {months > 1 && <ByMonth scenarios={scenarios} months={months} />}
        <LineBreakdown scenarios={scenarios} />
        <p className={`text-xs ${off.length === 0 ? 'text-good' : 'text-bad'}`}>
          {off.length === 0 ? t('rows sum to total ✓') : t('Rows and total differ. Please report this.')}
        </p>
      </CardBody>
    </Card>
  );
}

function ByMonth({ scenarios, months }: { scenarios: ScenarioResult[]; months: number }) {
  const t = useT();
  return (
    <Table label={t('Cost by month')}>
      <thead>
        <tr>
          <Th>{t('Month')}</Th>
          {scenarios.map(({ name }) => (
            <Th key={name} numeric>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: months }, (_none, month) => (
          <tr key={month}>
            <Td>{month + 1}</Td>
            {scenarios.map(({ name, monthlyUsd }) => (
              <Td key={name} numeric>
                {formatTotalUsd(monthlyUsd[month] ?? '0', t.locale)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
