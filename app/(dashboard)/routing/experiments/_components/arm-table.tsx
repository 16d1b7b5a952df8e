import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { Table, Td, Th } from '@/components/ui/table';
import type { ArmView } from '@/lib/canary/schemas';

type Interval = NonNullable<ArmView['errorRate']>;

function Figure({ of, words }: { of: Interval | undefined; words: (value: number) => string }) {
  const t = useT();
  if (of === undefined) return <span className="text-ink-soft">{t('too little')}</span>;
  return (
    <>
      {words(of.value)}
      <span className="block text-xs text-ink-soft">
        {t('{words} to {words2}', { words: words(of.low), words2: words(of.high) })}
      </span>
    </>
  );
}

const share = (value: number) => `${(100 * value).toFixed(2)} %`;
const usd = (value: number) => `$${value.toPrecision(3)}`;
const score = (value: number) => value.toFixed(3);

/** Figures of arms beside each other; intervals hold at 95 %, however often one looks. */
export function ArmTable({ label, arms }: { label: string; arms: readonly ArmView[] }) {
  const t = useT();
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th>{t('Arm')}</Th>
          <Th numeric>{t('Requests')}</Th>
          <Th numeric>{t('Errors')}</Th>
          <Th numeric>{t('Error rate')}</Th>
          <Th numeric>{t('p95')}</Th>
          <Th numeric>{t('Cost of a request')}</Th>
          <Th numeric>{t('Score')}</Th>
        </tr>
      </thead>
      <tbody>
        {arms.map((arm) => (
          <tr key={arm.arm}>
            <Td className="font-medium">{arm.arm}</Td>
            <Td numeric>{formatCount(arm.requests, t.locale)}</Td>
            <Td numeric>{formatCount(arm.errors, t.locale)}</Td>
            <Td numeric>
              <Figure of={arm.errorRate} words={share} />
            </Td>
            <Td numeric>
              <Figure of={arm.p95Ms} words={formatDuration} />
            </Td>
            <Td numeric>
              <Figure of={arm.costUsd} words={usd} />
            </Td>
            <Td numeric>
              <Figure of={arm.score} words={score} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
