'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useT } from '#i18n';
import type { Content } from '@/lib/playground/schemas';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { Columns } from './columns';
import { Fold } from './fold';
import { PromptEditor } from './prompt-editor';
import { RunBar } from './run-bar';
import { SavedBar, type OpenedPrompt } from './saved-bar';
import { useRuns } from './use-runs';

// Fetched when it is opened.
const GetCode = dynamic(() => import('./get-code').then((module) => module.GetCode), { ssr: false });

interface PlaygroundProps {
  workspace: string;
  /** Names that a column may have, the routed one first. */
  models: readonly string[];
  initial: Content;
  saved: OpenedPrompt | undefined;
  rules: readonly PolicyRule[] | undefined;
}

/** A prompt above, its answers side by side below. Everything typed stays until the page is left. */
export function Playground({ workspace, models, initial, saved: opened, rules }: PlaygroundProps) {
  const t = useT();
  const [content, setContent] = useState(initial);
  const [sent, setSent] = useState(initial);
  const [times, setTimes] = useState(1);
  const [saved, setSaved] = useState(opened);
  const runs = useRuns(workspace);
  function run() {
    setSent(content);
    void runs.start(content, times);
  }
  return (
    <div
      className="flex flex-col gap-4"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
        event.preventDefault();
        run();
      }}
    >
      <PromptEditor prompt={content.prompt} onChange={(prompt) => setContent({ ...content, prompt })} />
      <div className="flex flex-wrap items-start justify-between gap-3">
        <RunBar running={runs.running} times={times} onTimes={setTimes} onRun={run} onStop={runs.stop} />
        <SavedBar workspace={workspace} content={content} saved={saved} onSaved={setSaved} />
      </div>
      <Columns
        content={{ prompt: sent.prompt, models: content.models }}
        models={models}
        board={runs.board}
        workspace={workspace}
        rules={rules}
        onModels={(chosen) => {
          runs.clear();
          setContent({ ...content, models: chosen });
        }}
      />
      <Fold title={t('Get code')}>{() => <GetCode content={content} />}</Fold>
    </div>
  );
}
