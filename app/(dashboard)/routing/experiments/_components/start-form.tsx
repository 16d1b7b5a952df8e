import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { ActionForm } from '../../../_components/action/action-form';
import { startCanaryAction } from '../actions';

const ON = [
  ['rule', 'requests that a rule decides'],
  ['model', 'requests for a model'],
] as const;
const STICKY = [
  ['user', 'user'],
  ['session', 'session'],
  ['request', 'request'],
] as const;

const number = (name: string, label: string, value: number | string, hint?: string) => (
  <Field
    id={`canary-${name}`}
    name={name}
    label={label}
    defaultValue={value}
    hint={hint}
    inputMode="decimal"
    autoComplete="off"
  />
);
const text = (name: string, label: string, hint?: string) => (
  <Field id={`canary-${name}`} name={name} label={label} hint={hint} autoComplete="off" required />
);

export function StartForm() {
  return (
    <Card aria-label="Start a canary">
      <CardHeader>
        <div>
          <CardTitle>Start a canary</CardTitle>
          <CardNote>
            A target gets a growing share while its gates allow, and none as soon as one of them says that it
            is worse. An empty gate is off.
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <ActionForm action={startCanaryAction} submit="Start">
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            {text('id', 'Id', 'Never used before')}
            <Choose id="canary-on" name="on" label="On" options={ON} defaultValue="rule" />
            {text('place', 'Rule or model', 'Its id')}
            {text('target', 'Target', 'A model, or provider/model')}
            {number('startPercent', 'Begins at (%)', 10)}
            {number('stepPercent', 'Grows by (points)', 15)}
            {number('intervalMinutes', 'Every (minutes)', 60)}
            {number('ceilingPercent', 'Up to (%)', 100)}
            {number('minRequests', 'Requests a step needs', 100)}
            <Choose
              id="canary-sticky"
              name="stickyBy"
              label="Stays with the"
              options={STICKY}
              defaultValue="user"
            />
          </div>
          <fieldset className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <legend className="mb-1 text-xs font-medium text-ink-soft">Gates: may be worse by at most</legend>
            {number('errors', 'Errors (%)', 0, 'Of the odds of the control')}
            {number('p95', 'p95 (%)', 20, 'In steps of 19 %')}
            {number('cost', 'Cost of a request (%)', 10)}
            {number('score', 'Score (0 to 1)', 0.02, 'Points of the mean')}
          </fieldset>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
