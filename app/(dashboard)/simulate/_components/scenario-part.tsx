import { may } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { PageView } from '../../page-view';
import { Problems } from '../../_components/problems';
import { calculate } from '../calculate-result';
import { openScenario } from '../open-scenario';
import { ScenarioEditor } from './scenario-editor';

/** The plan that the address names, with its figures. */
export async function ScenarioPart({
  view,
  wanted,
}: {
  view: PageView;
  wanted: Record<string, string | undefined>;
}) {
  const [opened, { models }] = await Promise.all([openScenario(view, wanted), publishedDocument()]);
  const result = await calculate(view.viewer, opened.input, view.now.getTime());
  return (
    <>
      <Problems problems={opened.problem === undefined ? [] : [opened.problem]} />
      {opened.note !== undefined && <p className="max-w-prose text-sm text-ink-soft">{opened.note}</p>}
      <ScenarioEditor
        key={JSON.stringify(wanted)}
        workspace={view.workspace.id}
        input={opened.input}
        result={result}
        saved={opened.saved}
        maySave={may(view.viewer, 'config.draft')}
        models={models.map(({ id }) => id)}
      />
    </>
  );
}
