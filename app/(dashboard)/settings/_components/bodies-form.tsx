'use client';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { LongField } from '@/components/layout/long-field';
import type { BodySettings } from '@/lib/bodies/settings';
import { DraftForm } from '../../_components/draft/draft-form';
import { useDraft } from '../../_components/draft/use-draft';
import { readBodiesForm } from './read-bodies-form';

const EXAMPLE = 'employee-number = E[0-9]{6}';

/** As lib/bodies/settings.ts has it, which brings the whole engine of expressions along. */
const DEFAULT_DAYS = 30;

interface BodiesFormProps {
  /** Absent: nothing was ever said, so nothing is kept. */
  settings: BodySettings | undefined;
  workspace: string;
  version: number;
}

/** What is kept of prompts and answers in a workspace: a draft, what it would change, publish, undo. */
export function BodiesForm({ settings, workspace, version }: BodiesFormProps) {
  const t = useT();
  const draft = useDraft({ version, form: `bodies-${workspace}` });
  const policies = [
    ['off', t('Nothing')],
    ['redacted', t('All but personal data and secrets')],
    ['on', t('All as it is')],
  ] as const;
  return (
    <DraftForm draft={draft} read={(form) => readBodiesForm(form, workspace)} className="sm:grid-cols-2">
      <Choose
        name="policy"
        label={t('Kept of prompts and answers')}
        options={policies}
        defaultValue={settings?.policy ?? 'off'}
        hint={t('A key may say otherwise for itself')}
      />
      <Field
        name="retentionDays"
        label={t('Deleted after (days)')}
        inputMode="numeric"
        required
        defaultValue={String(settings?.retentionDays ?? DEFAULT_DAYS)}
      />
      <div className="sm:col-span-2">
        <LongField
          name="patterns"
          label={t('Also take out, one a line: name = expression')}
          hint={t(
            'Beside e-mail addresses, phone numbers, cards and keys. Expressions of RE2: no look-around, no back-references.',
          )}
          spellCheck={false}
          className="font-mono text-xs"
          placeholder={EXAMPLE}
          defaultValue={settings?.patterns.map(({ name, pattern }) => `${name} = ${pattern}`).join('\n')}
        />
      </div>
    </DraftForm>
  );
}
