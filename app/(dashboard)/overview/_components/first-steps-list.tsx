'use client';
import { Check, Circle, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { FirstSteps } from '@/lib/first-steps/read-first-steps';
import { msg } from '@/lib/i18n/msg';
import { FirstRequest } from './first-request';
import { HIDDEN_COOKIE } from './hidden-cookie';
import { useFirstSteps } from './use-first-steps';

const YEAR_S = 31_536_000;

interface Step {
  name: keyof FirstSteps;
  title: string;
  hint: string;
  link?: { path: string; label: string };
}

const STEPS: readonly Step[] = [
  {
    name: 'provider',
    title: msg('Connect a provider'),
    hint: msg('Until then the simulator answers.'),
    link: { path: '/providers', label: msg('Providers') },
  },
  {
    name: 'key',
    title: msg('Make a key'),
    hint: msg('Applications send it with each request.'),
    link: { path: '/keys', label: msg('Keys & teams') },
  },
  {
    name: 'request',
    title: msg('Send a request'),
    hint: msg('It is noticed here by itself, some seconds after its answer.'),
  },
  {
    name: 'budget',
    title: msg('Set a budget'),
    hint: msg('A hard one refuses what would go beyond it.'),
    link: { path: '/budgets', label: msg('Budgets') },
  },
];

export function FirstStepsList({ initial, workspace }: { initial: FirstSteps; workspace: string }) {
  const t = useT();
  const steps = useFirstSteps(initial);
  const [isHidden, setHidden] = useState(false);
  if (isHidden) return null;
  const next = STEPS.find(({ name }) => !steps[name]);
  return (
    <Card aria-label={t('First steps')}>
      <CardHeader>
        <CardTitle>{t('First steps')}</CardTitle>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            document.cookie = `${HIDDEN_COOKIE}=1; path=/; max-age=${YEAR_S}; samesite=lax`;
            setHidden(true);
          }}
        >
          <X aria-hidden /> {t('Put away')}
        </Button>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <ol className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-4" aria-live="polite">
          {STEPS.map(({ name, title, hint, link }) => (
            <li key={name} className="flex min-w-0 gap-2" data-step={name} data-done={steps[name]}>
              {steps[name] ? (
                <Check aria-label={t('done')} className="mt-0.5 size-4 shrink-0 text-good" />
              ) : (
                <Circle aria-label={t('to do')} className="mt-0.5 size-4 shrink-0 text-ink-soft" />
              )}
              <div className="min-w-0">
                <p className={steps[name] ? 'text-ink-soft line-through' : 'font-medium'}>{t(title)}</p>
                {!steps[name] && (
                  <p className="text-xs break-words text-ink-soft">
                    {t(hint)}{' '}
                    {link !== undefined && (
                      <Link className="link" href={`${link.path}?workspace=${encodeURIComponent(workspace)}`}>
                        {t(link.label)}
                      </Link>
                    )}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
        {next?.name === 'request' && <FirstRequest />}
      </CardBody>
    </Card>
  );
}
