'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { ActionForm } from '../../_components/action/action-form';
import { SelectField } from '../../pricing/_components/select-field';
import { saveScheduleAction } from '../actions';

interface MailFormProps {
  workspace: string;
  channels: readonly { id: string; name: string }[];
  channel: string | undefined;
  recipients: readonly string[];
}

/** Through which channel to whom. */
export function MailForm({ workspace, channels, channel, recipients }: MailFormProps) {
  const t = useT();
  const options = channels.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ActionForm action={saveScheduleAction} submit={t('Save')}>
      <input type="hidden" name="workspace" value={workspace} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          name="channel"
          label={t('Mail channel')}
          options={options}
          {...(channel === undefined ? {} : { value: channel })}
        />
        <Field
          name="recipients"
          label={t('Recipients')}
          required
          defaultValue={recipients.join(', ')}
          hint={t('addresses, divided by commas')}
        />
      </div>
    </ActionForm>
  );
}
