'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '#i18n';
import type { Content } from '@/lib/playground/schemas';
import { WAITING, type RunState } from '@/lib/playground/run-state';
import { runColumn } from './run-column';

/** How often what came is painted. A frame of the display is too often for six columns of Markdown. */
const PAINT_MS = 60;

/** Runs of each column; empty before the first. */
export type Board = readonly (readonly RunState[])[];

/** Sends a prompt to all columns at once; within a column the repetitions follow each other, so that they do not compete. */
export function useRuns(workspace: string) {
  const t = useT();
  const [board, setBoard] = useState<Board>([]);
  const [running, setRunning] = useState(false);
  const controller = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(
    async ({ prompt, models }: Content, times: number) => {
      controller.current?.abort();
      const own = new AbortController();
      controller.current = own;
      const state: RunState[][] = models.map(() => Array.from({ length: times }, () => WAITING));
      let due: ReturnType<typeof setTimeout> | undefined;
      const paint = () => {
        due = undefined;
        if (controller.current === own) setBoard(state.map((column) => [...column]));
      };
      paint();
      setRunning(true);
      await Promise.all(
        models.map(async (model, column) => {
          for (let turn = 0; turn < times; turn += 1)
            await runColumn(t, { workspace, model, prompt }, own.signal, (run) => {
              state[column]?.splice(turn, 1, run);
              due ??= setTimeout(paint, PAINT_MS);
            });
        }),
      );
      clearTimeout(due);
      paint();
      if (controller.current === own) setRunning(false);
    },
    [workspace, t],
  );

  return {
    board,
    running,
    start,
    stop: () => controller.current?.abort(),
    clear: () => {
      controller.current?.abort();
      controller.current = undefined;
      setBoard([]);
      setRunning(false);
    },
  };
}
