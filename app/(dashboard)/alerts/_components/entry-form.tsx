'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftPanel } from '../../_components/draft/draft-panel';
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
      <div key={`${section}-${name}`} className="flex flex-col gap-1">
        <Label htmlFor={`${section}-${name}`}>{t(label)}</Label>
        <Select id={`${section}-${name}`} name={name}>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </Select>
      </div>
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
          <KeptForm
            key={draft.key}
            name={section}
            version={version}
            isDone={draft.state.step === 'published'}
            className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4"
            onSubmit={(event) => {
              event.preventDefault();
              draft.preview(read(new FormData(event.currentTarget)));
            }}
          >
            <div className="flex flex-col gap-1">
              <Label htmlFor={`${section}-kind`}>{t('Kind')}</Label>
              <Select
                id={`${section}-kind`}
                name="kind"
                value={kind}
                onChange={(event) => setKind(event.target.value)}
              >
                {Object.keys(kinds).map((one) => (
                  <option key={one} value={one}>
                    {one.replaceAll('_', ' ')}
                  </option>
                ))}
              </Select>
            </div>
            <Fields fields={common} section={section} />
            <Fields key={kind} fields={fields} section={section} />
            <div className="flex items-end sm:col-span-2 lg:col-span-4">
              <Button type="submit" variant="primary" disabled={draft.pending}>
                {draft.pending ? t('Checking…') : t('Show what would change')}
              </Button>
            </div>
          </KeptForm>
          <DraftPanel draft={draft} />
        </CardBody>
      </details>
    </Card>
  );
}
