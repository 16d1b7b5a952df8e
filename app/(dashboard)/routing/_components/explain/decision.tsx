import { useT } from '#i18n';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { Table, Td, Th } from '@/components/ui/table';
import type { T } from '@/lib/i18n/t';
import type { RouteDecision } from '@/lib/playground/explain-prompt';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { sayWord } from '@/lib/i18n/say-word';

function words(t: T, { rule, features, candidates, refusal }: RouteDecision): string[] {
  const first = candidates.find(({ order }) => order === 1);
  const sure =
    features.confidence === null
      ? ''
      : t(', {confidence} sure', { confidence: formatPercent(features.confidence, t.locale) });
  const signals = features.signals.length === 0 ? '' : ` (${features.signals.join(', ')})`;
  return [
    first === undefined
      ? t('It would go nowhere.')
      : t('It would go to {provider}/{model}.', { provider: first.provider, model: first.model }),
    rule === null
      ? t('No rule fires: the model is taken as it was asked for.')
      : t('The rule “{name}” fires.', { name: rule.name }),
    t('It looks like {task}{signals}, about {input_tokens} tokens.', {
      task: sayWord(t, features.task.replaceAll('_', ' ')),
      signals,
      input_tokens: features.input_tokens,
    }),
    ...(features.learned_task === null
      ? []
      : [
          t('The learned classifier takes it for {learned_task}{sure}.', {
            learned_task: sayWord(t, features.learned_task.replaceAll('_', ' ')),
            sure,
          }),
        ]),
    ...(refusal === undefined ? [] : [refusal.message]),
  ];
}

/** A decision in words, with every candidate and what stands against it. */
export function Decision({ decision }: { decision: RouteDecision }) {
  const t = useT();
  return (
    <div className="flex flex-col gap-2">
      {words(t, decision).map((sentence) => (
        <p key={sentence} className="text-sm break-words">
          {sentence}
        </p>
      ))}
      <Table label={t('Candidates')}>
        <thead>
          <tr>
            <Th>{t('Model')}</Th>
            <Th numeric>{t('Cost')}</Th>
            <Th numeric>{t('p99 of late')}</Th>
            <Th numeric>{t('Quality')}</Th>
            <Th>{t('Why not first')}</Th>
          </tr>
        </thead>
        <tbody>
          {decision.candidates.map(({ provider, model, order, reason, ...figures }) => (
            <tr key={`${provider}/${model}`} className={order === 1 ? 'font-medium' : undefined}>
              <Td>
                {order === null ? '' : `${order}. `}
                {provider}/{model}
              </Td>
              <Td numeric>
                {figures.cost_usd === null ? t('unpriced') : formatAmountUsd(figures.cost_usd, t.locale)}
              </Td>
              <Td numeric>{formatDuration(figures.latency_p99_ms, t.locale)}</Td>
              <Td numeric>{figures.quality === null ? '–' : formatPercent(figures.quality, t.locale)}</Td>
              <Td className="min-w-48 whitespace-normal">{reason ?? ''}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-xs text-ink-soft">{decision.assumptions.join(' ')}</p>
    </div>
  );
}
