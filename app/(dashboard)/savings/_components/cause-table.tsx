import { Table, Td, Th } from '@/components/ui/table';
import type { BaselineReport } from '@/lib/analytics/compare-baselines';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import { CAUSES, type Cause } from '@/lib/pricing/split-savings';
import { UsdCell } from './usd-cell';

const WORDS: Record<Cause, { label: string; explain: string }> = {
  rule: { label: 'Rules', explain: 'a rule chose the model' },
  direct: { label: 'Named by the client', explain: 'no rule applied: not a saving of ours' },
  gateway_cache: { label: 'Gateway’s cache', explain: 'answered without a provider' },
  provider_cache: { label: 'Provider’s cache', explain: 'against plain input at the model’s own prices' },
  failover: { label: 'Failover', explain: 'another target than the first choice served' },
  downgrade: { label: 'Downgrade', explain: 'a used-up budget sent it to a cheaper target' },
  discarded: { label: 'Cascade waste', explain: 'answers that came and were not used' },
  failed: { label: 'Failed attempts', explain: 'billed, though they served nobody' },
  shadow: { label: 'Shadow', explain: 'asked for to be judged, and judging' },
};

/** The difference of each baseline by cause, with the proof that it adds up. */
export function CauseTable({ baselines }: { baselines: readonly BaselineReport[] }) {
  const priced = baselines.flatMap(({ model, result }) =>
    result.state === 'priced' ? [{ model, result }] : [],
  );
  const off = priced.filter(
    ({ result }) => subtractUsd(result.differenceUsd, sumUsd(Object.values(result.byCause))) !== '0',
  );
  return (
    <>
      <Table label="Difference by cause">
        <thead>
          <tr>
            <Th>Cause</Th>
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
                {WORDS[cause].label}
                <span className="block text-xs whitespace-normal text-ink-soft lg:inline lg:pl-1.5">
                  {WORDS[cause].explain}
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
            <Td>Difference</Td>
            {priced.map(({ model, result }) => (
              <UsdCell key={model} usd={result.differenceUsd} signed />
            ))}
          </tr>
        </tfoot>
      </Table>
      <p className={`px-3 pt-1.5 text-xs ${off.length === 0 ? 'text-good' : 'text-bad'}`}>
        {off.length === 0
          ? 'causes sum to difference ✓'
          : `Causes and difference of ${off.map(({ model }) => model).join(', ')} differ. Please report this.`}
      </p>
    </>
  );
}
