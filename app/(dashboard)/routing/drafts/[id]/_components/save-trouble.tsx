'use client';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { DraftRulesState } from './use-draft-rules';

interface SaveTroubleProps {
  trouble: NonNullable<DraftRulesState['trouble']>;
  again: () => void;
}

/** Why the draft is not saved, and what to do. */
export function SaveTrouble({ trouble, again }: SaveTroubleProps) {
  const t = useT();
  return (
    <Alert tone="bad" role="alert" className="flex flex-wrap items-center gap-2">
      {trouble.message}
      {trouble.isConflict ? (
        <Button size="sm" onClick={() => window.location.reload()}>
          {t('Load what they saved')}
        </Button>
      ) : (
        <Button size="sm" onClick={again}>
          {t('Save again')}
        </Button>
      )}
    </Alert>
  );
}
