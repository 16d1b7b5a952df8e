import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { KeyView } from '@/lib/keys/key-view';
import { ActionForm } from '../../_components/action/action-form';
import { change, rotate } from '../actions';
import { KeyFields } from './key-fields';
import { KeySwitch } from './key-switch';

/** One key: change what it may do, rotate it, end it. */
export function KeyCard({ value }: { value: KeyView }) {
  const t = useT();
  const id = <input type="hidden" name="id" value={value.id} />;
  return (
    <Card aria-label={value.name}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle className="break-words">{value.name}</CardTitle>
          <CardNote className="break-all">{value.id}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-5">
        <ActionForm key={value.id} action={change} submit={t('Save')}>
          {id}
          <KeyFields value={value} prefix="change" />
        </ActionForm>
        <div className="grid gap-5 border-t pt-4 sm:grid-cols-2">
          {value.enabled && (
            <ActionForm action={rotate} submit={t('Rotate')} variant="outline">
              {id}
              <Field
                name="overlapHours"
                label={t('Overlap (hours)')}
                inputMode="numeric"
                defaultValue="24"
                hint={t('How long the present value stays good beside the new one')}
              />
            </ActionForm>
          )}
          <KeySwitch id={value.id} enabled={value.enabled} />
        </div>
      </CardBody>
    </Card>
  );
}
