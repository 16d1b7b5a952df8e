import { useT } from '#i18n';
import { Table, Td, Th } from '@/components/ui/table';
import type { BaselineReport } from '@/lib/analytics/savings/compare-baselines';
import { msg } from '@/lib/i18n/msg';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import { CAUSES, type Cause } from '@/lib/pricing/split-savings';
import { UsdCell } from './usd-cell';

const WORDS: Record<Cause, { label: string; explain: string }> = {
  rule: { label: msg('Rules'), explain: msg('a rule chose the model') },
  direct: { label: msg('Named by the client'), explain: msg('no rule applied: not a saving of ours') },
  gateway_cache: { label: msg('Gateway’s cache'), explain: msg('answered without a provider') },
  provider_cache: {
    label: msg('Provider’s cache'),
    explain: msg('against plain input at the model’s own prices'),
  },
  failover: { label: msg('Failover'), explain: msg('another target than the first choice served') },
  downgrade: { label: msg('Downgrade'), explain: msg('a used-up budget sent it to a cheaper target') },
  discarded: { label: msg('Cascade waste'), explain: msg('answers that came and were not used') },
  failed: { label: msg('Failed attempts'), explain: msg('billed, though they served nobody') },
  shadow: { label: msg('Shadow'), explain: msg('asked for to be judged, and judging') },
};

/** The difference of each baseline by cause, with the proof that it adds up. */
export function CauseTable({ baselines }: { baselines: readonly BaselineReport[] }) {
  const t = useT();
  const priced = baselines.flatMap(({ model, result }) =>
    result.state === 'priced' ? [{ model, result }] : [],
  );
  const off = priced.filter(
    ({ result }) => subtractUsd(result.differenceUsd, sumUsd(Object.values(result.byCause))) !== '0',
  );
  return (
    <>
      <Table label={t('Difference by cause')}>
        <thead>
          <tr>
            <Th>{t('Cause')}</Th>
            {priced.map(({ model }) => (
              <Th key={model} numeric>
                {model}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CAUSES.map((cause) => (
            <tr key={cause}>
              <Td>
                {t(WORDS[cause].label)}
                <span className="block text-xs whitespace-normal text-ink-soft lg:inline lg:pl-1.5">
                  {t(WORDS[cause].explain)}
                </span>
              </Td>
              {priced.map(({ model, result }) => (
                <UsdCell key={model} usd={result.byCause[cause]} signed />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <Td>{t('Difference')}</Td>
            {priced.map(({ model, result }) => (
              <UsdCell key={model} usd={result.differenceUsd} signed />
            ))}
          </tr>
        </tfoot>
      </Table>
      <p className={`pt-1.5 text-xs ${off.length === 0 ? 'text-good' : 'text-bad'}`}>
        {off.length === 0
          ? t('causes sum to difference ✓')
          : t('Causes and difference of {off} differ. Please report this.', {
              off: off.map(({ model }) => model).join(', '),
            })}
      </p>
    </>
  );
}
