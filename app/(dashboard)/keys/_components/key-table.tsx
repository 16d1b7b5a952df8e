import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { T } from '@/lib/i18n/t';
import type { KeyView } from '@/lib/keys/key-view';
import type { PageView } from '../../page-view';

function stateOf(t: T, key: KeyView, now: Date): { tone: BadgeTone; words: string } {
  if (!key.enabled) return { tone: 'neutral', words: t('disabled') };
  if (key.expiresAt !== undefined && new Date(key.expiresAt) <= now)
    return { tone: 'neutral', words: t('expired') };
  if (key.oldValueUntil !== null && new Date(key.oldValueUntil) > now)
    return { tone: 'warn', words: t('rotating') };
  return { tone: 'good', words: t('in use') };
}

function limitsOf(
  t: T,
  { rpm, tpm, maxConcurrent, maxTokens, maxCostUsd, models, ipRanges }: KeyView,
): string {
  const parts = [
    rpm !== undefined && t('{rpm} requests/min', { rpm }),
    tpm !== undefined && t('{tpm} tokens/min', { tpm }),
    maxConcurrent !== undefined && t('{maxConcurrent} at once', { maxConcurrent }),
    maxTokens !== undefined && t('{maxTokens} output tokens', { maxTokens }),
    maxCostUsd !== undefined && t('${maxCostUsd} a request', { maxCostUsd }),
    models !== undefined && t('{count} models', { count: models.length }),
    ipRanges !== undefined && t('{ipRanges} address ranges', { ipRanges: ipRanges.length }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? '–' : parts.join(', ');
}

export function KeyTable({ keys, view }: { keys: readonly KeyView[]; view: PageView }) {
  const t = useT();
  const { zone } = view.range;
  const when = (instant: string | null | undefined) =>
    instant == null ? '–' : formatInstant(new Date(instant), zone, t.locale);
  return (
    <Table label={t('Virtual keys')}>
      <thead>
        <tr>
          <Th>{t('Key')}</Th>
          <Th>{t('Begins with')}</Th>
          <Th>{t('Team')}</Th>
          <Th>{t('State')}</Th>
          <Th>{t('Limits')}</Th>
          <Th>{t('Expires ({zone})', { zone })}</Th>
          <Th>{t('Last used')}</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const { tone, words } = stateOf(t, key, view.now);
          return (
            <tr key={key.id} className="hover:bg-sunken">
              <Td>
                <Link href={view.href('/keys', { key: key.id })} className="link">
                  {key.name}
                </Link>
              </Td>
              <Td className="font-mono text-xs">{key.prefix}…</Td>
              <Td>{key.team ?? '–'}</Td>
              <Td>
                <Badge tone={tone}>{words}</Badge>
              </Td>
              <Td>{limitsOf(t, key)}</Td>
              <Td>{when(key.expiresAt)}</Td>
              <Td>{when(key.lastUsedAt)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
