import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { CacheReport } from '@/lib/cache/cache-by-rule';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { hitsOf, rateOf } from './cache-rates';

const HEADS = ['Asked', 'Hits', 'By meaning', 'Hit rate', 'Saved', 'Embeddings', 'Net', 'Time saved'];

/** One row a rule that has a cache. */
export function RuleTable({
  rules,
  hrefOf,
}: {
  rules: CacheReport['rules'];
  hrefOf: (rule: string) => string;
}) {
  return (
    <Card aria-label="By rule">
      <CardHeader>
        <CardTitle>By rule</CardTitle>
      </CardHeader>
      <Table label="What the gateway cache did, by rule">
        <thead>
          <tr>
            <Th>Rule</Th>
            {HEADS.map((head) => (
              <Th key={head} numeric>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((row) => (
            <tr key={row.rule}>
              <Td className="font-medium">
                <Link href={hrefOf(row.rule)} className="hover:underline">
                  {row.rule === '' ? '(no rule)' : row.rule}
                </Link>
              </Td>
              <Td numeric>{formatCount(row.asked)}</Td>
              <Td numeric>{formatCount(hitsOf(row))}</Td>
              <Td numeric>{formatCount(row.semantic)}</Td>
              <Td numeric>{formatPercent(rateOf(row))}</Td>
              <Td numeric>{formatExactUsd(row.savedUsd)}</Td>
              <Td numeric>{formatExactUsd(row.embeddingUsd)}</Td>
              <Td numeric>{formatExactUsd(row.netUsd)}</Td>
              <Td numeric>{formatDuration(row.savedMs)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
