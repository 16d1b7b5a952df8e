import { useT } from '#i18n';
import { KEPT_PARAMS } from '@/components/layout/kept-params';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import type { Tco } from '@/lib/planning/tco-schemas';
import type { PageView } from '../../../page-view';
import { SelectField } from '../../../pricing/_components/select-field';
import type { OpenedTco } from '../open-tco';
import { TCO_GROUPS } from './tco-words';

interface TcoFieldsProps {
  tco: Tco;
  /** What was wrong with a field of the address, by its name. */
  wrong: OpenedTco['wrong'];
  /** The saved plan that is looked at or changed. */
  planId: string | undefined;
  view: PageView;
}

const BY = [
  { value: 'rent', label: msg('rented by the hour') },
  { value: 'buy', label: msg('bought and written off') },
];

/** All assumptions, as an ordinary form over the address: what is calculated can be sent to somebody as a link. */
export function TcoFields({ tco, wrong, planId, view }: TcoFieldsProps) {
  const t = useT();
  const kept = new URLSearchParams(view.href('/simulate/tco').split('?')[1] ?? '');
  return (
    <form
      action="/simulate/tco"
      method="get"
      aria-label={t('Assumptions')}
      className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3"
    >
      {KEPT_PARAMS.flatMap((name) => {
        const value = kept.get(name);
        return value === null ? [] : [<input key={name} type="hidden" name={name} value={value} />];
      })}
      {planId !== undefined && <input type="hidden" name="plan" value={planId} />}
      {TCO_GROUPS.map(({ title, fields }) => (
        <Card key={title}>
          <CardHeader>
            <CardTitle>{t(title)}</CardTitle>
          </CardHeader>
          <CardBody className="flex flex-col gap-3">
            {title === 'GPUs' && (
              <SelectField name="gpuBy" label={t('GPUs are')} options={sayLabels(t, BY)} value={tco.gpuBy} />
            )}
            {fields.map(({ name, label, hint }) => (
              <Field
                key={name}
                name={name}
                label={t(label)}
                inputMode={name === 'gpu' ? 'text' : 'decimal'}
                defaultValue={wrong[name]?.typed ?? String(tco[name])}
                {...(hint === undefined ? {} : { hint: t(hint) })}
                {...(wrong[name] === undefined ? {} : { error: wrong[name].message })}
              />
            ))}
          </CardBody>
        </Card>
      ))}
      <div className="md:col-span-2 xl:col-span-3">
        <Button type="submit" variant="primary">
          {t('Calculate')}
        </Button>
      </div>
    </form>
  );
}
