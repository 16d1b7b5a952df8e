'use client';
import { useState } from 'react';
import type { Content } from '@/lib/playground/schemas';
import { Columns } from './columns';
import { PromptEditor } from './prompt-editor';
import { RunBar } from './run-bar';
import { useRuns } from './use-runs';

interface PlaygroundProps {
  workspace: string;
  /** Names that a column may have, the routed one first. */
  models: readonly string[];
  initial: Content;
}

/** A prompt above, its answers side by side below. Everything typed stays until the page is left. */
export function Playground({ workspace, models, initial }: PlaygroundProps) {
  const [content, setContent] = useState(initial);
  const [times, setTimes] = useState(1);
  const runs = useRuns(workspace);
  const run = () => void runs.start(content, times);
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
      <RunBar running={runs.running} times={times} onTimes={setTimes} onRun={run} onStop={runs.stop} />
      <Columns
        content={content}
        models={models}
        board={runs.board}
        onModels={(chosen) => {
          runs.clear();
          setContent({ ...content, models: chosen });
        }}
      />
    </div>
  );
}
