'use client';
import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
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
  { field: 'inputUsd', label: 'Input' },
  { field: 'cachedUsd', label: 'Cached input' },
  { field: 'outputUsd', label: 'Output' },
] as const;

/** Prices in place of those of the price book, for this plan alone. */
export function AssumedPrices({ prices, modelList, onChange }: AssumedPricesProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Prices that this plan assumes</CardTitle>
        <CardNote>USD for a million tokens; models that are not here cost what the price book says</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-2">
        {prices.length > 0 && (
          <Table label="Assumed prices">
            <thead>
              <tr>
                <Th>Model</Th>
                {COLUMNS.map(({ field, label }) => (
                  <Th key={field} numeric>
                    {label}
                  </Th>
                ))}
                <Th>
                  <span className="sr-only">Remove</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {prices.map((price, index) => (
                <tr key={index}>
                  <Td>
                    <CellInput
                      label={`Model of price ${index + 1}`}
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
                        label={`${label}, ${price.model}`}
                        value={String(price[field] ?? '')}
                        placeholder={field === 'cachedUsd' ? 'as input' : ''}
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
                      aria-label={`Remove the price of ${price.model}`}
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
            <Plus aria-hidden /> Price
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
