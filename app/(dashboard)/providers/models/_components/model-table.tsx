import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { Model } from '@/lib/config/schemas';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../../page-view';
import { ABILITIES, UNCERTAIN } from './read-model-form';

interface ModelTableProps {
  models: readonly Model[];
  /** Prices in force of an offer in words; empty: it has none. */
  priceOf: (offer: Model['offers'][number]) => string;
  view: PageView;
  /** Whether the viewer may draft changes. */
  mayChange: boolean;
}

/** Every model: who serves it at which price, how much it takes, what it can do. */
export function ModelTable({ models, priceOf, view, mayChange }: ModelTableProps) {
  const t = useT();
  if (models.length === 0)
    return (
      <Card>
        <p className="p-4 text-sm text-ink-soft">
          {t('No model here yet. Add one below: its name, and the provider that serves it.')}
        </p>
      </Card>
    );
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('Models')}</CardTitle>
          <CardNote>{t('What clients may ask for, and what is called for it.')}</CardNote>
        </div>
      </CardHeader>
      <Table label={t('Models')}>
        <thead>
          <tr>
            <Th>{t('Model')}</Th>
            <Th>{t('Served by, at (per 1 M tokens in / out)')}</Th>
            <Th numeric>{t('Context')}</Th>
            <Th numeric>{t('Longest answer')}</Th>
            <Th>{t('Can')}</Th>
            {mayChange && <Th>{t('Change')}</Th>}
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.id}>
              <Td className="max-w-56 break-words whitespace-normal">
                {model.id} {model.tier !== undefined && <Badge>{model.tier}</Badge>}
                <div className="text-xs text-ink-soft">{model.aliases.join(', ')}</div>
              </Td>
              <Td className="min-w-56 whitespace-normal">
                <ol>
                  {model.offers.map((offer) => (
                    <li key={`${offer.provider} ${offer.model}`} className="break-words">
                      {offer.provider} <span className="font-mono text-xs">{offer.model}</span>{' '}
                      <Link
                        className="underline"
                        href={view.href('/pricing', { q: `${offer.provider} ${offer.model}` })}
                      >
                        {priceOf(offer) || t('unpriced')}
                      </Link>
                    </li>
                  ))}
                </ol>
              </Td>
              <Td numeric>{tokens(t, model.contextTokens)}</Td>
              <Td numeric>{tokens(t, model.maxOutputTokens)}</Td>
              <Td className="min-w-36 text-xs whitespace-normal text-ink-soft">{canWords(t, model)}</Td>
              {mayChange && (
                <Td>
                  <Link
                    className="underline"
                    aria-label={t('Change {id}', { id: model.id })}
                    href={`${view.href('/providers/models', { model: model.id })}#edit`}
                  >
                    {t('Change…')}
                  </Link>
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

const tokens = (t: T, count: number | undefined) =>
  count === undefined ? t('not known') : formatCount(count, t.locale);

function canWords(t: T, { capabilities }: Model): string {
  if (capabilities === undefined) return t('not known');
  const can = [...ABILITIES, ...UNCERTAIN].filter(([name]) => capabilities[name] === true);
  return can.length === 0 ? t('text alone') : can.map(([, words]) => t(words)).join(', ');
}
