'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

interface RowButtonsProps {
  name: string;
  enabled: boolean;
  disabled: boolean;
  onTurn: () => void;
  onRemove: () => void;
}

/** Switches an entry on or off, or removes it. */
export function RowButtons({ name, enabled, disabled, onTurn, onRemove }: RowButtonsProps) {
  const t = useT();
  const turn = enabled ? t('Switch off') : t('Switch on');
  return (
    <div className="flex min-w-max gap-1">
      <Button size="sm" disabled={disabled} aria-label={`${turn}: ${name}`} onClick={onTurn}>
        {turn}
      </Button>
      <Button
        size="sm"
        variant="danger"
        disabled={disabled}
        aria-label={t('Remove {name}', { name })}
        onClick={onRemove}
      >
        {t('Remove')}
      </Button>
    </div>
  );
}
