import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { ActionForm } from '../../../_components/action/action-form';
import { purge } from '../actions';

/** Forgets answers of a workspace. What is left empty is not asked; all empty means every answer. */
export function PurgeForm({ workspace }: { workspace: string }) {
  return (
    <Card aria-label="Forget answers">
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>Forget answers</CardTitle>
          <CardNote>Those that agree with all that is filled in; nothing filled in means every one.</CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <ActionForm
          action={purge}
          submit="Forget"
          variant="danger"
          confirm="Forget these answers of the gateway cache?"
        >
          <input type="hidden" name="workspace" value={workspace} />
          <div className="grid gap-3 sm:grid-cols-3">
            <Field id="purge-rule" name="rule" label="Of the rule" hint="Its id" autoComplete="off" />
            <Field
              id="purge-model"
              name="model"
              label="Given by the model"
              hint="Its id"
              autoComplete="off"
            />
            <Field
              id="purge-key"
              name="key"
              label="To one request"
              hint="x-tollgate-cache-key of its answer"
              autoComplete="off"
            />
          </div>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
