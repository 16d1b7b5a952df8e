'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody } from '@/components/ui/card';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftForm } from '../../_components/draft/draft-form';
import { useDraft } from '../../_components/draft/use-draft';
import { readFields, type FormField } from './form-fields';

interface EntryFormProps {
  title: string;
  section: 'alerts' | 'channels';
  /** Fields of every entry, and of each kind of it. */
  common: readonly FormField[];
  kinds: Readonly<Record<string, readonly FormField[]>>;
  workspace: string;
  version: number;
}

function Fields({ fields, section }: { fields: readonly FormField[]; section: string }) {
  const t = useT();
  return fields.map(({ name, label, hint, kind, value, options, ...rest }) =>
    options === undefined ? (
      <Field
        key={`${section}-${name}`}
        id={`${section}-${name}`}
        name={name}
        label={t(label)}
        hint={hint && t(hint)}
        type={kind === 'password' ? 'password' : 'text'}
        autoComplete="off"
        inputMode={kind === 'number' ? 'decimal' : undefined}
        defaultValue={value}
        {...rest}
      />
    ) : (
      <Choose
        key={`${section}-${name}`}
        id={`${section}-${name}`}
        name={name}
        label={t(label)}
        options={options}
      />
    ),
  );
}

/** Create or replace an alert or a channel: a draft, what it would change, publish, undo. */
export function EntryForm({ title, section, common, kinds, workspace, version }: EntryFormProps) {
  const t = useT();
  const draft = useDraft({ version, form: section });
  const [kind, setKind] = useState(Object.keys(kinds)[0] ?? '');
  const fields = kinds[kind] ?? [];
  const read = (form: FormData): ConfigEdit => {
    const base = readFields(common, form) as { id: string };
    const own = { kind, ...readFields(fields, form) };
    const name = 'name' in base ? {} : { name: base.id };
    return {
      section,
      put: section === 'alerts' ? { ...name, ...base, workspace, when: own } : { ...name, ...base, ...own },
    };
  };
  return (
    <Card aria-label={title}>
      <details>
        <summary className="cursor-pointer rounded-lg px-4 py-3 text-sm font-semibold hover:bg-sunken">
          {title}
        </summary>
        <CardBody className="flex flex-col gap-3">
          <DraftForm draft={draft} className="sm:grid-cols-2 lg:grid-cols-4" read={read}>
            <Choose
              id={`${section}-kind`}
              name="kind"
              label={t('Kind')}
              value={kind}
              options={Object.keys(kinds).map((one) => [one, one.replaceAll('_', ' ')] as const)}
              onChange={(event) => setKind(event.target.value)}
            />
            <Fields fields={common} section={section} />
            <Fields key={kind} fields={fields} section={section} />
          </DraftForm>
        </CardBody>
      </details>
    </Card>
  );
}
