import { useT } from '#i18n';
import { KEPT_PARAMS } from '@/components/layout/kept-params';
import { Button } from '@/components/ui/button';
import type { PageView } from '../../page-view';

interface BaselineChoiceProps {
  view: PageView;
  models: readonly string[];
  chosen: readonly string[];
  max: number;
}

/** Models to compare with, as an ordinary form over the address. */
export function BaselineChoice({ view, models, chosen, max }: BaselineChoiceProps) {
  const t = useT();
  const kept = new URLSearchParams(view.href('/savings').split('?')[1] ?? '');
  return (
    <form action="/savings" method="get" key={chosen.join(',')} className="flex flex-col gap-2">
      {KEPT_PARAMS.flatMap((name) => {
        const value = kept.get(name);
        return value === null ? [] : [<input key={name} type="hidden" name={name} value={value} />];
      })}
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <legend className="mb-1 text-xs font-medium text-ink-soft">
          {t('Compare with everything on (at most {max})', { max })}
        </legend>
        {models.map((model) => (
          <label key={model} className="flex min-h-6 items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              name="baseline"
              value={model}
              defaultChecked={chosen.includes(model)}
              className="size-4"
            />
            {model}
          </label>
        ))}
        <Button type="submit" size="sm">
          {t('Compare')}
        </Button>
      </fieldset>
    </form>
  );
}
