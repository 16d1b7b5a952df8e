import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { Model } from '@/lib/config/schemas';
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
  if (models.length === 0)
    return (
      <Card aria-label="Models">
        <p className="p-4 text-sm text-ink-soft">
          No model here yet. Add one below: its name, and the provider that serves it.
        </p>
      </Card>
    );
  return (
    <Card aria-label="Models">
      <CardHeader>
        <div>
          <CardTitle>Models</CardTitle>
          <CardNote>What clients may ask for, and what is called for it.</CardNote>
        </div>
      </CardHeader>
      <Table label="Models">
        <thead>
          <tr>
            <Th>Model</Th>
            <Th>Served by, at (per 1 M tokens in / out)</Th>
            <Th numeric>Context</Th>
            <Th numeric>Longest answer</Th>
            <Th>Can</Th>
            {mayChange && <Th>Change</Th>}
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
                        {priceOf(offer) || 'unpriced'}
                      </Link>
                    </li>
                  ))}
                </ol>
              </Td>
              <Td numeric>{tokens(model.contextTokens)}</Td>
              <Td numeric>{tokens(model.maxOutputTokens)}</Td>
              <Td className="min-w-36 text-xs whitespace-normal text-ink-soft">{canWords(model)}</Td>
              {mayChange && (
                <Td>
                  <Link
                    className="underline"
                    aria-label={`Change ${model.id}`}
                    href={`${view.href('/providers/models', { model: model.id })}#edit`}
                  >
                    Change…
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

const tokens = (count: number | undefined) => (count === undefined ? 'not known' : formatCount(count));

function canWords({ capabilities }: Model): string {
  if (capabilities === undefined) return 'not known';
  const can = [...ABILITIES, ...UNCERTAIN].filter(([name]) => capabilities[name] === true);
  return can.length === 0 ? 'text alone' : can.map(([, words]) => words).join(', ');
}
