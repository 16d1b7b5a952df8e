import Link from 'next/link';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import type { PromptInfo, SavedPrompt } from '@/lib/playground/prompts/prompt-view';
import { formatShortInstant } from '@/components/format/instant';

interface SavedPromptsProps {
  prompts: readonly PromptInfo[];
  opened: SavedPrompt | undefined;
  workspace: string;
  zone: string;
}

const linkClasses = 'link';

/** Prompts that were saved, and the versions of the one that is open. */
export function SavedPrompts({ prompts, opened, workspace, zone }: SavedPromptsProps) {
  const t = useT();
  if (prompts.length === 0) return null;
  const href = (prompt: string, version?: number) =>
    `/playground?${new URLSearchParams({ workspace, prompt, ...(version === undefined ? {} : { version: String(version) }) })}`;
  return (
    <details className="text-sm" open={opened !== undefined}>
      <summary className="text-ink-soft hover:text-ink">
        {t('Saved prompts ({prompts})', { prompts: prompts.length })}
      </summary>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {prompts.map(({ id, name, shared, isOwn, version }) => (
          <li key={id} className="flex items-center gap-1.5">
            <Link
              href={href(id)}
              aria-current={id === opened?.id ? 'page' : undefined}
              className={id === opened?.id ? `font-semibold ${linkClasses}` : linkClasses}
            >
              {name}
            </Link>
            <span className="text-xs text-ink-soft">{t('v{version}', { version })}</span>
            {shared && <Badge>{isOwn ? t('shared') : t('shared with you')}</Badge>}
          </li>
        ))}
      </ul>
      {opened !== undefined && (
        <ol
          aria-label={t('Versions of {name}', { name: opened.name })}
          className="mt-2 flex flex-col gap-0.5 text-xs"
          reversed
        >
          {opened.versions.map(({ version, author, note, createdAt }) => (
            <li key={version}>
              <Link
                href={href(opened.id, version)}
                aria-current={version === opened.opened.version ? 'true' : undefined}
                className={version === opened.opened.version ? `font-semibold ${linkClasses}` : linkClasses}
              >
                {t('Version {version}', { version })}
              </Link>{' '}
              <span className="text-ink-soft">
                {formatShortInstant(createdAt, zone, t.locale)}, {author}
                {note !== '' && `: ${note}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
