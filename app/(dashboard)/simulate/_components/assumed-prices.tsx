'use client';
import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { msg } from '@/lib/i18n/msg';
import type { PlanInput } from '@/lib/planning/scenario-schemas';
import { CellInput } from './cell-input';
import { changed, without } from './edit-list';
import { FieldTable } from './field-table';

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
  const model = {
    head: t('Model'),
    cell: (price: Prices[number], index: number) => (
      <CellInput
        name={`prices[${index}].model`}
        label={t('Model of price {index}', { index: index + 1 })}
        className="w-48"
        list={modelList}
        value={price.model}
        onChange={(value) => onChange(changed(prices, index, { model: value }))}
      />
    ),
  };
  const rates = COLUMNS.map(({ field, label }) => ({
    head: t(label),
    numeric: true,
    cell: (price: Prices[number], index: number) => (
      <CellInput
        numeric
        name={`prices[${index}].${field}`}
        label={`${t(label)}, ${price.model}`}
        value={String(price[field] ?? '')}
        placeholder={field === 'cachedUsd' ? t('as input') : ''}
        onChange={(value) => onChange(changed(prices, index, { [field]: value === '' ? undefined : value }))}
      />
    ),
  }));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Prices that this plan assumes')}</CardTitle>
        <CardNote>
          {t('USD for a million tokens; models that are not here cost what the price book says')}
        </CardNote>
      </CardHeader>
      <CardBody>
        <FieldTable
          label={t('Assumed prices')}
          rows={prices}
          columns={[model, ...rates]}
          add={{
            words: t('Price'),
            onAdd: () => onChange([...prices, { model: '', inputUsd: '1', outputUsd: '1' }]),
          }}
          remove={{
            words: (price) => t('Remove the price of {model}', { model: price.model }),
            onRemove: (index) => onChange(without(prices, index)),
          }}
        />
      </CardBody>
    </Card>
  );
}
