import type { Tco } from '@/lib/planning/tco-schemas';

interface FieldWords {
  name: Exclude<keyof Tco, 'gpuBy'>;
  label: string;
  hint?: string;
}

/** Assumptions by what they are about. */
export const TCO_GROUPS: readonly { title: string; fields: readonly FieldWords[] }[] = [
  {
    title: 'Traffic',
    fields: [
      { name: 'months', label: 'Months', hint: '12 to 36' },
      { name: 'tokensPerMonth', label: 'Tokens of the first month', hint: 'prompts and answers together' },
      { name: 'growthPercent', label: 'Growth a month, %' },
      { name: 'inputPercent', label: 'Prompts, % of the tokens' },
      { name: 'peakFactor', label: 'Busiest hour, times the mean' },
    ],
  },
  {
    title: 'GPUs',
    fields: [
      { name: 'gpu', label: 'Type', hint: 'a name only' },
      { name: 'gpuCount', label: 'At least', hint: 'more are added when the busiest hour needs them' },
      { name: 'gpuHourUsd', label: 'USD an hour, rented' },
      { name: 'gpuPriceUsd', label: 'USD each, bought' },
      { name: 'amortisationMonths', label: 'Months to write off' },
      { name: 'hoursPerMonth', label: 'Hours a month' },
      { name: 'tokensPerSecond', label: 'Tokens a second of one', hint: 'at full load' },
      { name: 'utilisationPercent', label: 'Load in the busiest hour, %' },
    ],
  },
  {
    title: 'Power, infrastructure and people',
    fields: [
      { name: 'powerWatts', label: 'Watts of one GPU', hint: 'with its machine; 0 where rent covers it' },
      { name: 'kwhUsd', label: 'USD a kilowatt-hour' },
      { name: 'infrastructureUsd', label: 'Infrastructure, USD a month' },
      { name: 'staffCount', label: 'People, full-time' },
      { name: 'staffYearUsd', label: 'USD a year for one' },
      { name: 'riskPercent', label: 'Risk on top, %', hint: 'for what goes wrong' },
    ],
  },
  {
    title: 'API',
    fields: [
      { name: 'inputUsd', label: 'USD for a million input tokens' },
      { name: 'outputUsd', label: 'USD for a million output tokens' },
    ],
  },
  {
    title: 'Hybrid',
    fields: [
      { name: 'privatePercent', label: 'On own machines, %' },
      { name: 'cachePercent', label: 'Answered by a cache, %', hint: 'the rest goes to the API' },
    ],
  },
];

const LABELS = new Map(TCO_GROUPS.flatMap(({ fields }) => fields.map(({ name, label }) => [name, label])));

/** An assumption in words. */
export function labelOf(name: keyof Tco): string {
  return name === 'gpuBy' ? 'GPUs are' : (LABELS.get(name) ?? name);
}
