'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { MAX_MONTHS } from '@/lib/planning/limits';
import type { PlanInput } from '@/lib/planning/scenario-schemas';

interface GrowthFieldsProps {
  plan: PlanInput;
  onChange: (more: Partial<PlanInput>) => void;
}

/** Over how long, and by how much the requests grow. */
export function GrowthFields({ plan, onChange }: GrowthFieldsProps) {
  const t = useT();
  return (
    <div className="flex flex-wrap gap-3">
      <Field
        name="months"
        label={t('Months')}
        type="number"
        min={1}
        max={MAX_MONTHS}
        value={String(plan.months ?? 1)}
        onChange={(event) => onChange({ months: event.target.value })}
      />
      <Field
        name="growthPercent"
        label={t('Growth of requests a month, %')}
        inputMode="decimal"
        value={String(plan.growthPercent ?? '0')}
        onChange={(event) => onChange({ growthPercent: event.target.value })}
      />
    </div>
  );
}
