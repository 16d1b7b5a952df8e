'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import type { Explanation } from '@/lib/playground/explain';
import type { RunState } from '@/lib/playground/run-state';
import type { Prompt } from '@/lib/playground/schemas';
import { callApi, type Called } from '@/components/layout/call-api';
import { OtherCosts } from './other-costs';
import { routeReason } from './route-reason';

interface ExplainProps {
  run: RunState;
  /** Of the column. */
  name: string;
  model: string;
  prompt: Prompt;
  workspace: string;
}

/** Why this route, and what the others would have cost: asked for when it is opened. */
export function Explain({ run, name, model, prompt, workspace }: ExplainProps) {
  const t = useT();
  const [answer, setAnswer] = useState<Called<Explanation>>();
  async function ask() {
    const { inputTokens = 0, cachedTokens = 0, outputTokens = 0 } = run;
    const tokens = { input: inputTokens, cachedInput: cachedTokens, output: outputTokens };
    setAnswer(await callApi(t, 'POST', '/playground/explain', { workspace, model, prompt, tokens }));
  }
  return (
    <details
      className="text-xs"
      onToggle={(event) => {
        if (event.currentTarget.open && answer?.ok !== true) void ask();
      }}
    >
      <summary className="text-ink-soft hover:text-ink">
        {t('Why this route, and what others would cost')}
      </summary>
      <div className="mt-2 flex flex-col gap-2" aria-live="polite">
        {answer === undefined && <p className="text-ink-soft">{t('Asking…')}</p>}
        {answer?.ok === false && <Alert tone="bad">{answer.message}</Alert>}
        {answer?.ok === true && (
          <>
            <p>{routeReason(t, answer.value, run).join(' ')}</p>
            <OtherCosts costs={answer.value.costs} served={run.served ?? model} name={name} />
            <p className="text-ink-soft">
              {t(
                'For the same {inputTokens} tokens at today’s prices. Another model counts and writes other tokens, so take it as a guess.',
                { inputTokens: (run.inputTokens ?? 0) + (run.outputTokens ?? 0) },
              )}
            </p>
          </>
        )}
      </div>
    </details>
  );
}
