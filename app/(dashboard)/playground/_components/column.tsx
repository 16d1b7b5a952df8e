import { X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/select';
import type { ColumnMeasures } from '@/lib/playground/measure-runs';
import type { RunState } from '@/lib/playground/run-state';
import { ROUTED_MODEL } from '@/lib/playground/limits';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import type { Prompt } from '@/lib/playground/schemas';
import { Answer } from './answer';
import { Figures } from './figures';
import { RunTabs } from './run-tabs';

// Fetched when the first answer is there: nobody waits for it before.
const AfterRun = dynamic(() => import('./after-run').then((module) => module.AfterRun), { ssr: false });

export interface ColumnProps {
  at: number;
  model: string;
  models: readonly string[];
  runs: readonly RunState[];
  measures: ColumnMeasures;
  isCheapest: boolean;
  isFastest: boolean;
  /** Of all columns. */
  chosen: readonly string[];
  prompt: Prompt;
  workspace: string;
  rules: readonly PolicyRule[] | undefined;
  onModel: (model: string) => void;
  onRemove: (() => void) | undefined;
}

/** One model's answer with what it cost and how long it took. */
export function Column(props: ColumnProps) {
  const t = useT();
  const { at, model, models, runs, measures, isCheapest, isFastest, onModel, onRemove } = props;
  const [wanted, setShown] = useState(0);
  const shown = Math.min(wanted, Math.max(0, runs.length - 1));
  const run = runs[shown];
  const name = t('Column {at}', { at: at + 1 });
  const servedOther = run?.served === model ? undefined : run?.served;
  return (
    <Card aria-label={`${name}: ${model}`} className="flex flex-col gap-2 px-3 py-3">
      <div className="flex items-center gap-1">
        <Select
          aria-label={t('Model of column {at}', { at: at + 1 })}
          value={model}
          onChange={(event) => onModel(event.target.value)}
        >
          {!models.includes(model) && (
            <option value={model}>{t('{model} (not configured)', { model })}</option>
          )}
          {models.map((one) => (
            <option key={one} value={one}>
              {one === ROUTED_MODEL ? t('auto: routed by the rules') : one}
            </option>
          ))}
        </Select>
        {onRemove !== undefined && (
          <Button
            size="icon"
            variant="ghost"
            aria-label={t('Remove column {at}', { at: at + 1 })}
            onClick={onRemove}
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {(isCheapest || isFastest || servedOther !== undefined) && (
        <p className="flex flex-wrap gap-1">
          {servedOther !== undefined && <Badge>{t('went to {servedOther}', { servedOther })}</Badge>}
          {isCheapest && <Badge tone="good">{t('cheapest')}</Badge>}
          {isFastest && <Badge tone="good">{t('fastest')}</Badge>}
        </p>
      )}
      <Figures run={run} measures={measures} times={runs.length} />
      <RunTabs runs={runs} shown={shown} onShow={setShown} name={name} />
      <Answer run={run} name={name} />
      {run !== undefined && (
        <AfterRun
          key={run.requestId}
          run={run}
          name={name}
          model={model}
          models={props.chosen}
          prompt={props.prompt}
          workspace={props.workspace}
          rules={props.rules}
        />
      )}
    </Card>
  );
}
