'use client';
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import type { Model } from '@/lib/config/schemas';

type Offer = Model['offers'][number];
interface Row {
  key: number;
  offer: Partial<Offer>;
}

interface OfferFieldsProps {
  offers: readonly Offer[];
  providers: readonly { id: string; name?: string | undefined }[];
}

/** Who serves a model, first choice first, and under which name there. */
export function OfferFields({ offers, providers }: OfferFieldsProps) {
  const t = useT();
  const next = useRef(Math.max(1, offers.length));
  const [rows, setRows] = useState<readonly Row[]>(() =>
    offers.length === 0 ? [{ key: 0, offer: {} }] : offers.map((offer, key) => ({ key, offer })),
  );
  const names = providers.map(({ id, name }) => [id, name === undefined ? id : `${name} (${id})`] as const);
  /** Before its neighbour. */
  const raise = (at: number) =>
    setRows(rows.map((row, place) => rows[place === at ? at - 1 : place === at - 1 ? at : place] ?? row));
  return (
    <fieldset className="flex flex-col gap-3 sm:col-span-2 lg:col-span-4">
      <legend className="mb-1 text-xs font-medium text-ink-soft">
        {t('Served by, first choice first; limits a minute where its vendor has some')}
      </legend>
      {rows.map(({ key, offer }, at) => (
        <div
          key={key}
          className="grid items-end gap-2 border-t pt-2 sm:grid-cols-2 lg:grid-cols-[2fr_2fr_1fr_1fr_1fr_auto]"
        >
          <div className="min-w-0">
            <Choose
              id={`offer-${key}-provider`}
              name="offer.provider"
              path={`offers[${at}].provider`}
              label={t('Provider {at}', { at: at + 1 })}
              options={names}
              defaultValue={offer.provider}
            />
          </div>
          <div className="min-w-0">
            <Field
              id={`offer-${key}-model`}
              name="offer.model"
              path={`offers[${at}].model`}
              label={t('Its name there')}
              defaultValue={offer.model}
              required
            />
          </div>
          <Limit id={key} at={at} name="rpm" label={t('Requests a minute')} value={offer.rpm} />
          <Limit id={key} at={at} name="tpm" label={t('Tokens a minute')} value={offer.tpm} />
          <Limit id={key} at={at} name="maxConcurrent" label={t('At once')} value={offer.maxConcurrent} />
          <div className="flex gap-1">
            <Button
              type="button"
              variant="ghost"
              size="icon"
              disabled={at === 0}
              aria-label={t('Try provider {at} earlier', { at: at + 1 })}
              onClick={() => raise(at)}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              type="button"
              variant="ghost"
              size="icon"
              disabled={rows.length === 1}
              aria-label={t('Take away provider {at}', { at: at + 1 })}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            >
              <Trash2 aria-hidden />
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          type="button"
          size="sm"
          onClick={() => setRows([...rows, { key: next.current++, offer: {} }])}
        >
          <Plus aria-hidden /> {t('One more provider')}
        </Button>
      </div>
    </fieldset>
  );
}

interface LimitProps {
  id: number;
  at: number;
  name: string;
  label: string;
  value: number | undefined;
}

function Limit({ id, at, name, label, value }: LimitProps) {
  const t = useT();
  return (
    <Field
      id={`offer-${id}-${name}`}
      name={`offer.${name}`}
      path={`offers[${at}].${name}`}
      label={label}
      inputMode="numeric"
      placeholder={t('No limit')}
      defaultValue={value}
    />
  );
}
