'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import type { StoredPlan } from '@/lib/plans/schemas';
import { ActionForm } from '../../_components/action/action-form';
import { savePlanAction } from '../actions';

interface SavePlanProps {
  workspace: string;
  kind: StoredPlan['kind'];
  input: unknown;
  saved: { id: string; name: string; shared: boolean; own: boolean } | undefined;
}

/** Keeps what is on the page under a name; a plan of one's own is changed, another becomes one's own. */
export function SavePlan({ workspace, kind, input, saved }: SavePlanProps) {
  const t = useT();
  const own = saved?.own === true;
  return (
    <ActionForm
      action={savePlanAction}
      submit={own ? t('Save changes') : t('Save as a plan')}
      variant="outline"
      className="flex-row flex-wrap items-end"
    >
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="input" value={JSON.stringify(input)} />
      {own && <input type="hidden" name="id" value={saved.id} />}
      <div className="flex flex-wrap items-end gap-3">
        <Field name="name" label={t('Name')} required maxLength={120} defaultValue={saved?.name ?? ''} />
        <label className="flex min-h-8 items-center gap-2 text-sm">
          <input type="checkbox" name="shared" className="size-4" defaultChecked={saved?.shared === true} />
          {t('Share with the workspace')}
        </label>
      </div>
    </ActionForm>
  );
}
