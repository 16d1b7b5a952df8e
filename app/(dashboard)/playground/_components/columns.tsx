import { Plus } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { marksOf, measureColumn } from '@/lib/playground/measure-runs';
import { MAX_COLUMNS, MIN_COLUMNS } from '@/lib/playground/limits';
import type { Content } from '@/lib/playground/schemas';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { Column } from './column';
import type { Board } from './use-runs';

interface ColumnsProps {
  content: Content;
  models: readonly string[];
  board: Board;
  workspace: string;
  rules: readonly PolicyRule[] | undefined;
  onModels: (models: string[]) => void;
}

/** The answers side by side; one below the other where there is no room. */
export function Columns({ content, models, board, workspace, rules, onModels }: ColumnsProps) {
  const t = useT();
  const chosen = content.models;
  const measures = chosen.map((_, at) => measureColumn(board[at] ?? []));
  const { cheapest, fastest } = marksOf(measures);
  const unused = models.find((model) => !chosen.includes(model)) ?? models[0];
  return (
    <section aria-label={t('Answers')} className="flex flex-col gap-2">
      <div className="grid gap-3 md:auto-cols-[minmax(17rem,1fr)] md:grid-flow-col md:overflow-x-auto md:pb-2">
        {chosen.map((model, at) => (
          <Column
            key={at}
            at={at}
            model={model}
            models={models}
            chosen={chosen}
            prompt={content.prompt}
            workspace={workspace}
            rules={rules}
            runs={board[at] ?? []}
            measures={measures[at] ?? measureColumn([])}
            isCheapest={cheapest.includes(at)}
            isFastest={fastest.includes(at)}
            onModel={(name) => onModels(chosen.with(at, name))}
            onRemove={chosen.length > MIN_COLUMNS ? () => onModels(chosen.toSpliced(at, 1)) : undefined}
          />
        ))}
      </div>
      {chosen.length < MAX_COLUMNS && unused !== undefined && (
        <div>
          <Button size="sm" onClick={() => onModels([...chosen, unused])}>
            <Plus aria-hidden /> {t('Add a column')}
          </Button>
        </div>
      )}
    </section>
  );
}
