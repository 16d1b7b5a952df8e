'use client';
import { Plus, X } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { msg } from '@/lib/i18n/msg';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, without } from './edit-list';

type Prices = NonNullable<PlanInput['prices']>;

interface AssumedPricesProps {
  prices: Prices;
  modelList: string;
  onChange: (prices: Prices) => void;
}

const COLUMNS = [
  { field: 'inputUsd', label: msg('Input') },
  { field: 'cachedUsd', label: msg('Cached input') },
  { field: 'outputUsd', label: msg('Output') },
] as const;

/** Prices in place of those of the price book, for this plan alone. */
export function AssumedPrices({ prices, modelList, onChange }: AssumedPricesProps) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Prices that this plan assumes')}</CardTitle>
        <CardNote>
          {t('USD for a million tokens; models that are not here cost what the price book says')}
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {prices.length > 0 && (
          <Table label={t('Assumed prices')}>
            <thead>
              <tr>
                <Th>{t('Model')}</Th>
                {COLUMNS.map(({ field, label }) => (
                  <Th key={field} numeric>
                    {t(label)}
                  </Th>
                ))}
                <Th>
                  <span className="sr-only">{t('Remove')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {prices.map((price, index) => (
                <tr key={index}>
                  <Td>
                    <CellInput
                      label={t('Model of price {index}', { index: index + 1 })}
                      className="w-48"
                      list={modelList}
                      value={price.model}
                      onChange={(model) => onChange(changed(prices, index, { model }))}
                    />
                  </Td>
                  {COLUMNS.map(({ field, label }) => (
                    <Td key={field} numeric>
                      <CellInput
                        numeric
                        label={`${t(label)}, ${price.model}`}
                        value={String(price[field] ?? '')}
                        placeholder={field === 'cachedUsd' ? t('as input') : ''}
                        onChange={(value) =>
                          onChange(changed(prices, index, { [field]: value === '' ? undefined : value }))
                        }
                      />
                    </Td>
                  ))}
                  <Td>
                    <Button
                      size="icon"
                      variant="ghost"
                      type="button"
                      aria-label={t('Remove the price of {model}', { model: price.model })}
                      onClick={() => onChange(without(prices, index))}
                    >
                      <X aria-hidden />
                    </Button>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <div>
          <Button
            size="sm"
            type="button"
            onClick={() => onChange([...prices, { model: '', inputUsd: '1', outputUsd: '1' }])}
          >
            <Plus aria-hidden /> {t('Price')}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
