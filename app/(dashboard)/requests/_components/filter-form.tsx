'use client';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { useT } from '#i18n';
import { KEPT_PARAMS } from '@/components/layout/kept-params';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';

export type FilterField = { name: string; label: string } & (
  | { kind: 'choice'; choices: { value: string; label: string }[] }
  /** `unread`: what was written and could not be read, and `error`: what it may be. */
  | { kind: 'text'; mode: 'text' | 'decimal' | 'numeric'; unread?: string; error?: string }
);

type TextField = Extract<FilterField, { kind: 'text' }>;

/** Of what is written; as the schema has it. */
const MAX_LENGTH = 200;

interface FilterFormProps {
  fields: FilterField[];
  current: Record<string, string>;
  /** Address without filters. */
  clear: string;
}

function FilterControl({ field, value }: { field: FilterField; value: string }) {
  const t = useT();
  const id = `filter-${field.name}`;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <Label htmlFor={id}>{field.label}</Label>
      {field.kind === 'choice' ? (
        <Select
          id={id}
          name={field.name}
          defaultValue={value}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        >
          <option value="">{t('any')}</option>
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      ) : (
        <TextFilter id={id} field={field} value={value} />
      )}
    </div>
  );
}

function TextFilter({ id, field, value }: { id: string; field: TextField; value: string }) {
  const { name, mode, unread, error } = field;
  return (
    <>
      <Input
        id={id}
        name={name}
        defaultValue={unread ?? value}
        inputMode={mode}
        maxLength={MAX_LENGTH}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${id}-note`}
      />
      {error !== undefined && (
        <p id={`${id}-note`} className="text-xs text-bad">
          {error}
        </p>
      )}
    </>
  );
}

/** Filters as an ordinary form over the address: it works by link, by reload and by the back button. */
export function FilterForm({ fields, current, clear }: FilterFormProps) {
  const t = useT();
  const router = useRouter();
  const params = useSearchParams();

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const next = new URLSearchParams();
    for (const name of KEPT_PARAMS) {
      const kept = params.get(name);
      if (kept !== null) next.set(name, kept);
    }
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === 'string' && value.trim() !== '') next.set(name, value.trim());
    }
    router.push(`/requests?${next}`);
  }

  return (
    <form
      action="/requests"
      method="get"
      onSubmit={apply}
      aria-label={t('Filters')}
      className="grid grid-cols-2 items-end gap-2 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-6 2xl:grid-cols-12"
    >
      {fields.map((field) => (
        <FilterControl key={field.name} field={field} value={current[field.name] ?? ''} />
      ))}
      <div className="flex gap-1">
        <Button type="submit">{t('Apply')}</Button>
        {Object.keys(current).length > 0 && (
          <Button variant="ghost" asChild>
            <Link href={clear}>{t('Clear')}</Link>
          </Button>
        )}
      </div>
    </form>
  );
}
