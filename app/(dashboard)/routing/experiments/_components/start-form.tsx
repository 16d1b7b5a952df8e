import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { msg } from '@/lib/i18n/msg';
import { sayPairs } from '@/lib/i18n/say-choices';
import { ActionForm } from '../../../_components/action/action-form';
import { startCanaryAction } from '../actions';

const ON = [
  ['rule', msg('requests that a rule decides')],
  ['model', msg('requests for a model')],
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
  const t = useT();
  return (
    <Card aria-label={t('Start a canary')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Start a canary')}</CardTitle>
          <CardNote>
            {t(
              'A target gets a growing share while its gates allow, and none as soon as one of them says that it is worse. An empty gate is off.',
            )}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <ActionForm action={startCanaryAction} submit={t('Start')}>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            {text('id', t('Id'), t('Never used before'))}
            <Choose id="canary-on" name="on" label={t('On')} options={sayPairs(t, ON)} defaultValue="rule" />
            {text('place', t('Rule or model'), t('Its id'))}
            {text('target', t('Target'), t('A model, or provider/model'))}
            {number('startPercent', t('Begins at (%)'), 10)}
            {number('stepPercent', t('Grows by (points)'), 15)}
            {number('intervalMinutes', t('Every (minutes)'), 60)}
            {number('ceilingPercent', t('Up to (%)'), 100)}
            {number('minRequests', t('Requests a step needs'), 100)}
            <Choose
              id="canary-sticky"
              name="stickyBy"
              label={t('Stays with the')}
              options={STICKY}
              defaultValue="user"
            />
          </div>
          <fieldset className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <legend className="mb-1 text-xs font-medium text-ink-soft">
              {t('Gates: may be worse by at most')}
            </legend>
            {number('errors', t('Errors (%)'), 0, t('Of the odds of the control'))}
            {number('p95', 'p95 (%)', 20, t('In steps of 19 %'))}
            {number('cost', t('Cost of a request (%)'), 10)}
            {number('score', t('Score (0 to 1)'), 0.02, t('Points of the mean'))}
          </fieldset>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
