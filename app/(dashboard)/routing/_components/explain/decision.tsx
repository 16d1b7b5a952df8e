import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { Table, Td, Th } from '@/components/ui/table';
import type { RouteDecision } from '@/lib/playground/explain-prompt';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

function words({ rule, features, candidates, refusal }: RouteDecision): string[] {
  const first = candidates.find(({ order }) => order === 1);
  const sure = features.confidence === null ? '' : `, ${formatPercent(features.confidence)} sure`;
  const signals = features.signals.length === 0 ? '' : ` (${features.signals.join(', ')})`;
  return [
    first === undefined ? 'It would go nowhere.' : `It would go to ${first.provider}/${first.model}.`,
    rule === null
      ? 'No rule fires: the model is taken as it was asked for.'
      : `The rule “${rule.name}” fires.`,
    `It looks like ${features.task.replaceAll('_', ' ')}${signals}, about ${features.input_tokens} tokens.`,
    ...(features.learned_task === null
      ? []
      : [`The learned classifier takes it for ${features.learned_task.replaceAll('_', ' ')}${sure}.`]),
    ...(refusal === undefined ? [] : [refusal.message]),
  ];
}

/** A decision in words, with every candidate and what stands against it. */
export function Decision({ decision }: { decision: RouteDecision }) {
  return (
    <div className="flex flex-col gap-2">
      {words(decision).map((sentence) => (
        <p key={sentence} className="text-sm break-words">
          {sentence}
        </p>
      ))}
      <Table label="Candidates">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th numeric>Cost</Th>
            <Th numeric>p99 of late</Th>
            <Th numeric>Quality</Th>
            <Th>Why not first</Th>
          </tr>
        </thead>
        <tbody>
          {decision.candidates.map(({ provider, model, order, reason, ...figures }) => (
            <tr key={`${provider}/${model}`} className={order === 1 ? 'font-medium' : undefined}>
              <Td>
                {order === null ? '' : `${order}. `}
                {provider}/{model}
              </Td>
              <Td numeric>{figures.cost_usd === null ? 'unpriced' : formatAmountUsd(figures.cost_usd)}</Td>
              <Td numeric>{formatDuration(figures.latency_p99_ms)}</Td>
              <Td numeric>{figures.quality === null ? '–' : formatPercent(figures.quality)}</Td>
              <Td className="min-w-48 whitespace-normal">{reason ?? ''}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-xs text-ink-soft">{decision.assumptions.join(' ')}</p>
    </div>
  );
}
