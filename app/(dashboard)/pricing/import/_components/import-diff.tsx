import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Alert } from '@/components/ui/alert';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { ImportPreview } from '@/lib/config/prices/price-import-schemas';
import { msg } from '@/lib/i18n/msg';

type Kind = ImportPreview['entries'][number]['kind'];
const TONES: Record<Kind, BadgeTone> = {
  added: 'good',
  changed: 'warn',
  ended: 'bad',
  unchanged: 'neutral',
  conflict: 'neutral',
};
const WORDS: Record<Kind, string> = {
  added: msg('new'),
  changed: msg('change'),
  ended: msg('end'),
  unchanged: msg('same'),
  conflict: msg('yours wins'),
};

/** What a list would change, each difference with a tick; an admin's own rows are named and left alone. */
export function ImportDiff({ preview, pending }: { preview: ImportPreview; pending: boolean }) {
  const t = useT();
  const { counts, entries, warnings, version, source } = preview;
  const shown = entries.filter(({ kind }) => kind !== 'unchanged');
  const proposed = shown.filter(({ kind }) => kind !== 'conflict').length;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        {t(
          '{source}, against version {version}: {added} new, {changed} changed, {ended} ended, {conflict} where your own price wins, {unchanged} the same.',
          {
            source,
            version,
            added: counts.added,
            changed: counts.changed,
            ended: counts.ended,
            conflict: counts.conflict,
            unchanged: counts.unchanged,
          },
        )}
      </p>
      {warnings.length > 0 && <Alert tone="warn">{warnings.join('. ')}</Alert>}
      <ul
        className="flex max-h-[28rem] flex-col gap-1 overflow-y-auto text-sm"
        tabIndex={0}
        aria-label={t('Differences')}
      >
        {shown.map(({ key, kind, sentence }) => (
          <li key={key} className="flex items-start gap-2">
            {kind === 'conflict' ? (
              <span className="w-4" />
            ) : (
              <input
                type="checkbox"
                name="accepted"
                value={key}
                defaultChecked
                aria-label={sentence}
                className="mt-1 size-4"
              />
            )}
            <Badge tone={TONES[kind]}>{t(WORDS[kind])}</Badge>
            <span className="min-w-0 break-words">{sentence}</span>
          </li>
        ))}
      </ul>
      {proposed > 0 && (
        <div>
          <input type="hidden" name="expectedVersion" value={version} />
          <SubmitButton name="step" value="publish" variant="primary" disabled={pending}>
            {t('Publish what is ticked')}
          </SubmitButton>
        </div>
      )}
    </div>
  );
}
