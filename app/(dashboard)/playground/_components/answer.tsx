import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { CopyButton } from '@/components/layout/copy-button';
import { Alert } from '@/components/ui/alert';
import { msg } from '@/lib/i18n/msg';
import type { RunState } from '@/lib/playground/run-state';

// Fetched with the first run.
const Markdown = dynamic(() => import('@/components/markdown/markdown').then((module) => module.Markdown), {
  ssr: false,
});

const STATUS: Record<RunState['status'], string> = {
  waiting: msg('Waiting for the first token…'),
  streaming: msg('Answering…'),
  done: msg('Done'),
  failed: msg('Failed'),
  stopped: msg('Stopped'),
};

function ToolCalls({ tools }: Pick<RunState, 'tools'>) {
  const t = useT();
  return tools.map(({ name, input }, at) => (
    <div key={at} className="rounded-md border bg-sunken px-2.5 py-1.5 text-xs">
      <p className="font-medium">{t('Calls {name}', { name })}</p>
      <pre tabIndex={0} aria-label={t('Arguments of {name}', { name })} className="overflow-x-auto font-mono">
        {input}
      </pre>
    </div>
  ));
}

/** What came so far. Only its state is read out: an answer that grows would never let one listen. */
export function Answer({ run, name }: { run: RunState | undefined; name: string }) {
  const t = useT();
  if (run === undefined) return <p className="text-xs text-ink-soft">{t('Nothing has been run yet.')}</p>;
  const { status, text, reasoning, tools, error, finishReason } = run;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {reasoning !== '' && (
        <details className="text-xs text-ink-soft">
          <summary>{t('Reasoning')}</summary>
          <Markdown text={reasoning} />
        </details>
      )}
      <div
        data-answer
        role="group"
        aria-label={t('Answer of {name}', { name })}
        tabIndex={0}
        className="max-h-[28rem] min-w-0 overflow-y-auto text-sm"
      >
        <Markdown text={text} />
      </div>
      <ToolCalls tools={tools} />
      {error !== undefined && (
        <Alert tone="bad" role="alert" className="break-words">
          {error}
        </Alert>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-ink-soft">
        <p role="status">
          {t(STATUS[status])}
          {finishReason === 'length' && t(': cut at the limit of output tokens')}
          {finishReason === 'content_filter' && t(': withheld by the provider')}
        </p>
        {text !== '' && <CopyButton text={text} label={t('Copy')} />}
      </div>
    </div>
  );
}
