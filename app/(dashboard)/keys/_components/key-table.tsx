import Link from 'next/link';
import { formatInstant } from '@/components/format/instant';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { KeyView } from '@/lib/keys/key-view';
import type { PageView } from '../../page-view';

function stateOf(key: KeyView, now: Date): { tone: BadgeTone; words: string } {
  if (!key.enabled) return { tone: 'neutral', words: 'disabled' };
  if (key.expiresAt !== undefined && new Date(key.expiresAt) <= now)
    return { tone: 'neutral', words: 'expired' };
  if (key.oldValueUntil !== null && new Date(key.oldValueUntil) > now)
    return { tone: 'warn', words: 'rotating' };
  return { tone: 'good', words: 'in use' };
}

function limitsOf({ rpm, tpm, maxConcurrent, maxTokens, maxCostUsd, models, ipRanges }: KeyView): string {
  const parts = [
    rpm !== undefined && `${rpm} requests/min`,
    tpm !== undefined && `${tpm} tokens/min`,
    maxConcurrent !== undefined && `${maxConcurrent} at once`,
    maxTokens !== undefined && `${maxTokens} output tokens`,
    maxCostUsd !== undefined && `$${maxCostUsd} a request`,
    models !== undefined && `${models.length} models`,
    ipRanges !== undefined && `${ipRanges.length} address ranges`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '–' : parts.join(', ');
}

export function KeyTable({ keys, view }: { keys: readonly KeyView[]; view: PageView }) {
  const { zone } = view.range;
  const when = (instant: string | null | undefined) =>
    instant == null ? '–' : formatInstant(new Date(instant), zone);
  return (
    <Table label="Virtual keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Begins with</Th>
          <Th>Team</Th>
          <Th>State</Th>
          <Th>Limits</Th>
          <Th>Expires ({zone})</Th>
          <Th>Last used</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const { tone, words } = stateOf(key, view.now);
          return (
            <tr key={key.id} className="hover:bg-sunken">
              <Td>
                <Link href={view.href('/keys', { key: key.id })} className="text-brand underline">
                  {key.name}
                </Link>
              </Td>
              <Td className="font-mono text-xs">{key.prefix}…</Td>
              <Td>{key.team ?? '–'}</Td>
              <Td>
                <Badge tone={tone}>{words}</Badge>
              </Td>
              <Td>{limitsOf(key)}</Td>
              <Td>{when(key.expiresAt)}</Td>
              <Td>{when(key.lastUsedAt)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
