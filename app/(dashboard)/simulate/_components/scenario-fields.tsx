'use client';
import { Copy, X } from 'lucide-react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { MAX_SCENARIOS } from '@/lib/planning/limits';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { changed, freeName, without } from './edit-list';
import { MixFields } from './mix-fields';

type Scenarios = PlanInput['scenarios'];

interface ScenarioFieldsProps {
  plan: PlanInput;
  modelList: string;
  onChange: (scenarios: Scenarios) => void;
}

/** One card for each scenario; the first is what the others are compared with. */
export function ScenarioFields({ plan, modelList, onChange }: ScenarioFieldsProps) {
  const t = useT();
  const { scenarios, classes } = plan;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {scenarios.map((scenario, index) => (
        <Card key={index} aria-label={t('Scenario {index}', { index: index + 1 })}>
          <CardHeader>
            <CardTitle>
              {t('Scenario {index}', { index: index + 1 })}{' '}
              {index === 0 && <span className="font-normal text-ink-soft">{t('· compared with')}</span>}
            </CardTitle>
            <div className="flex gap-1">
              <Button
                size="sm"
                variant="ghost"
                type="button"
                disabled={scenarios.length >= MAX_SCENARIOS}
                onClick={() =>
                  onChange([...scenarios, { ...scenario, name: freeName(t('Scenario'), scenarios) }])
                }
              >
                <Copy aria-hidden /> {t('Copy')}
              </Button>
              <Button
                size="icon"
                variant="ghost"
                type="button"
                aria-label={t('Remove {name}', { name: scenario.name })}
                disabled={scenarios.length === 1}
                onClick={() => onChange(without(scenarios, index))}
              >
                <X aria-hidden />
              </Button>
            </div>
          </CardHeader>
          <CardBody className="flex flex-col gap-3">
            <div className="flex flex-wrap gap-3">
              <Field
                name={`scenarios[${index}].name`}
                id={`scenario-${index}-name`}
                label={t('Name')}
                value={scenario.name}
                onChange={(event) => onChange(changed(scenarios, index, { name: event.target.value }))}
              />
              <Field
                name={`scenarios[${index}].cacheHitPercent`}
                id={`scenario-${index}-cache`}
                label={t('Answered by the gateway’s cache, %')}
                inputMode="decimal"
                value={String(scenario.cacheHitPercent ?? '0')}
                onChange={(event) =>
                  onChange(changed(scenarios, index, { cacheHitPercent: event.target.value }))
                }
              />
            </div>
            <MixFields
              path={`scenarios[${index}].mix`}
              scenario={scenario}
              classes={classes.map(({ name }) => name)}
              modelList={modelList}
              onChange={(mix) => onChange(changed(scenarios, index, { mix }))}
            />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
