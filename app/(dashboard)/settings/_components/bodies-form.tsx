'use client';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import type { BodySettings } from '@/lib/bodies/settings';
import { DraftPanel } from '../../_components/draft/draft-panel';
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
  const formName = `bodies-${workspace}`;
  const draft = useDraft({ version, form: formName });
  const policies = [
    ['off', t('Nothing')],
    ['redacted', t('All but personal data and secrets')],
    ['on', t('All as it is')],
  ] as const;
  return (
    <div className="flex flex-col gap-3">
      <KeptForm
        key={draft.key}
        name={formName}
        version={version}
        isDone={draft.state.step === 'published'}
        className="grid gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          draft.preview(readBodiesForm(new FormData(event.currentTarget), workspace));
        }}
      >
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
        <div className="flex flex-col gap-1 sm:col-span-2">
          <Label htmlFor="bodies-patterns">{t('Also take out, one a line: name = expression')}</Label>
          <Textarea
            id="bodies-patterns"
            name="patterns"
            spellCheck={false}
            className="font-mono text-xs"
            placeholder={EXAMPLE}
            aria-describedby="bodies-patterns-note"
            defaultValue={settings?.patterns.map(({ name, pattern }) => `${name} = ${pattern}`).join('\n')}
          />
          <p id="bodies-patterns-note" className="text-xs text-ink-soft">
            {t(
              'Beside e-mail addresses, phone numbers, cards and keys. Expressions of RE2: no look-around, no back-references.',
            )}
          </p>
        </div>
        <div className="sm:col-span-2">
          <Button type="submit" variant="primary" disabled={draft.pending}>
            {draft.pending ? t('Checking…') : t('Show what would change')}
          </Button>
        </div>
      </KeptForm>
      <DraftPanel draft={draft} />
    </div>
  );
}
