import Link from 'next/link';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Badge } from '@/components/ui/badge';
import type { Model } from '@/lib/config/schemas';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../../page-view';
import { EntryTable } from '../../_components/entry-table';
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
  return (
    <EntryTable
      title={t('Models')}
      note={t('What clients may ask for, and what is called for it.')}
      empty={t('No model here yet. Add one below: its name, and the provider that serves it.')}
      rows={models}
      columns={[
        {
          head: t('Model'),
          className: 'max-w-56 min-w-40 break-words whitespace-normal',
          cell: ({ id, tier, aliases }) => (
            <>
              {id} {tier !== undefined && <Badge>{tier}</Badge>}
              <div className="font-mono text-xs text-ink-soft">{aliases.join(', ')}</div>
            </>
          ),
        },
        {
          head: t('Served by, at (per 1 M tokens in / out)'),
          className: 'min-w-84 whitespace-normal',
          cell: ({ offers }) => <Offers {...{ offers, priceOf, view }} />,
        },
        { head: t('Context'), numeric: true, cell: ({ contextTokens }) => tokens(t, contextTokens) },
        {
          head: t('Longest answer'),
          numeric: true,
          cell: ({ maxOutputTokens }) => tokens(t, maxOutputTokens),
        },
        {
          head: t('Can'),
          className: 'text-xs lg:max-w-40 whitespace-normal text-ink-soft',
          cell: (model) => canWords(t, model),
        },
      ]}
      changeHref={mayChange ? (id) => `${view.href('/providers/models', { model: id })}#edit` : undefined}
    />
  );
}

function Offers({
  offers,
  priceOf,
  view,
}: Pick<Model, 'offers'> & Pick<ModelTableProps, 'priceOf' | 'view'>) {
  const t = useT();
  return (
    <ol>
      {offers.map((offer) => (
        <li
          key={`${offer.provider} ${offer.model}`}
          className="flex flex-wrap items-baseline justify-between gap-x-4 break-words"
        >
          <span className="min-w-0">
            {offer.provider} <span className="font-mono text-xs text-ink-soft">{offer.model}</span>
          </span>
          <Link
            className="link whitespace-nowrap"
            href={view.href('/pricing', { q: `${offer.provider} ${offer.model}` })}
          >
            {priceOf(offer) || t('unpriced')}
          </Link>
        </li>
      ))}
    </ol>
  );
}

const tokens = (t: T, count: number | undefined) =>
  count === undefined ? t('not known') : formatCount(count, t.locale);

function canWords(t: T, { capabilities }: Model): string {
  if (capabilities === undefined) return t('not known');
  const can = [...ABILITIES, ...UNCERTAIN].filter(([name]) => capabilities[name] === true);
  return can.length === 0 ? t('text alone') : can.map(([, words]) => t(words)).join(', ');
}
