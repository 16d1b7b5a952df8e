import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { CacheReport } from '@/lib/cache/cache-by-rule';
import { msg } from '@/lib/i18n/msg';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { hitsOf, rateOf } from './cache-rates';

const HEADS = [
  msg('Asked'),
  msg('Hits'),
  msg('By meaning'),
  msg('Hit rate'),
  msg('Saved'),
  msg('Embeddings'),
  msg('Net'),
  msg('Time saved'),
];

/** One row a rule that has a cache. */
export function RuleTable({
  rules,
  hrefOf,
}: {
  rules: CacheReport['rules'];
  hrefOf: (rule: string) => string;
}) {
  const t = useT();
  return (
    <Card aria-label={t('By rule')}>
      <CardHeader>
        <CardTitle>{t('By rule')}</CardTitle>
      </CardHeader>
      <Table label={t('What the gateway cache did, by rule')}>
        <thead>
          <tr>
            <Th>{t('Rule')}</Th>
            {HEADS.map((head) => (
              <Th key={head} numeric>
                {t(head)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((row) => (
            <tr key={row.rule}>
              <Td className="font-medium">
                <Link href={hrefOf(row.rule)} className="hover:underline">
                  {row.rule === '' ? t('(no rule)') : row.rule}
                </Link>
              </Td>
              <Td numeric>{formatCount(row.asked, t.locale)}</Td>
              <Td numeric>{formatCount(hitsOf(row), t.locale)}</Td>
              <Td numeric>{formatCount(row.semantic, t.locale)}</Td>
              <Td numeric>{formatPercent(rateOf(row), t.locale)}</Td>
              <Td numeric>{formatExactUsd(row.savedUsd, t.locale)}</Td>
              <Td numeric>{formatExactUsd(row.embeddingUsd, t.locale)}</Td>
              <Td numeric>{formatExactUsd(row.netUsd, t.locale)}</Td>
              <Td numeric>{formatDuration(row.savedMs, t.locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
