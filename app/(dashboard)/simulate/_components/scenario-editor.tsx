'use client';
import { useId, useRef, useState } from 'react';
import { useT } from '#i18n';
import { besideFields, problemLine } from '@/components/forms/beside-fields';
import { FieldProblemsProvider, shownNames } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { useSend } from '@/components/forms/use-send';
import { Alert } from '@/components/ui/alert';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { calculateAction } from '../actions';
import type { Calculated } from '../calculate-result';
import { AssumedPrices } from './assumed-prices';
import { ClassFields, type ClassChange } from './class-fields';
import { followRemoval, followRename, type KnownNames } from './follow-classes';
import { GrowthFields } from './growth-fields';
import { SavePlan } from './save-plan';
import { ScenarioFields } from './scenario-fields';
import { ScenarioResults } from './scenario-results';

interface ScenarioEditorProps {
  workspace: string;
  input: PlanInput;
  /** Of `input`. */
  result: Calculated;
  saved: { id: string; name: string; shared: boolean; own: boolean } | undefined;
  maySave: boolean;
  /** Models that the price book knows. */
  models: readonly string[];
}

/** A plan and what came of it. */
type Shown = Awaited<ReturnType<typeof calculateAction>>;

/** Traffic, prices and scenarios as fields, and what they come to. */
export function ScenarioEditor({ workspace, input, result, saved, maySave, models }: ScenarioEditorProps) {
  const t = useT();
  const [plan, setPlan] = useState(input);
  const [names, setNames] = useState<readonly string[]>([]);
  const { state, pending, send } = useSend<Shown, PlanInput>(
    calculateAction,
    { plan: input, result },
    (message) => ({
      plan,
      result: { kind: 'wrong', problems: [{ path: '', message }] },
    }),
  );
  const known = useRef<KnownNames>(input.classes.map(({ name }) => name));
  const modelList = useId();
  const change = (more: Partial<PlanInput>) => setPlan({ ...plan, ...more });
  const changeClasses = (classes: PlanInput['classes'], what?: ClassChange) => {
    const now = { scenarios: plan.scenarios, known: known.current };
    const classNames = classes.map(({ name }) => name);
    const next =
      what === undefined
        ? { ...now, known: [...now.known, ...classNames.slice(now.known.length)] }
        : what.kind === 'named'
          ? followRename(now, classNames, what.index)
          : followRemoval(now, what.index);
    known.current = next.known;
    change({ classes, scenarios: next.scenarios });
  };
  const problems = state.result.kind === 'wrong' ? state.result.problems : [];
  const { fields, rest } = besideFields(problems, names);
  return (
    <>
      <datalist id={modelList}>
        {models.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
      <form
        className="contents"
        aria-label={t('Plan')}
        onSubmit={(event) => {
          event.preventDefault();
          if (send(plan, event.currentTarget)) setNames(shownNames(event.currentTarget));
        }}
      >
        <FieldProblemsProvider value={fields}>
          <Card>
            <CardHeader>
              <CardTitle>{t('Traffic of the first month')}</CardTitle>
              <CardNote>{t('requests of each kind, with the mean of their tokens')}</CardNote>
            </CardHeader>
            <CardBody className="flex flex-col gap-4">
              <ClassFields classes={plan.classes} onChange={changeClasses} />
              <GrowthFields plan={plan} onChange={change} />
            </CardBody>
          </Card>
          <ScenarioFields plan={plan} modelList={modelList} onChange={(scenarios) => change({ scenarios })} />
          <AssumedPrices
            prices={plan.prices ?? []}
            modelList={modelList}
            onChange={(prices) => change({ prices })}
          />
        </FieldProblemsProvider>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton variant="primary" disabled={pending}>
            {pending ? t('Calculating…') : t('Calculate')}
          </SubmitButton>
          {plan !== state.plan && !pending && (
            <p className="text-sm text-ink-soft">{t('The figures below are those before your changes.')}</p>
          )}
        </div>
      </form>
      <div aria-live="polite" className="flex min-w-0 flex-col gap-4">
        <Outcome result={state.result} rest={rest.map(problemLine)} />
      </div>
      {maySave && <SavePlan workspace={workspace} kind="scenario" input={plan} saved={saved} />}
    </>
  );
}

/** `rest`: what is wrong with no field that can be seen. */
function Outcome({ result, rest }: { result: Calculated; rest: readonly string[] }) {
  const t = useT();
  if (result.kind === 'figures') return <ScenarioResults scenarios={result.scenarios} />;
  return (
    <Alert tone="bad" role="alert">
      {rest.length === 0 && <p>{t('Nothing was calculated: look at the marked fields.')}</p>}
      {rest.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
    </Alert>
  );
}
