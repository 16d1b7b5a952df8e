'use server';
import { getT } from '@/lib/i18n/get-t';
import { cancelBenchmark } from '@/lib/latency/cancel';
import { estimateFor, startBenchmark } from '@/lib/latency/start';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import type { ActionState } from '../../_components/action/action-state';
import { performAction, textOf } from '../../_components/action/perform-action';

const PAGE = '/health/benchmark';

/** Prompts of one's own are divided by empty lines. */
function promptsOf(form: FormData) {
  const set = textOf(form, 'set') ?? 'short';
  if (set !== 'own') return { kind: 'set', set };
  const texts = (textOf(form, 'prompts') ?? '').split(/\r?\n\s*\r?\n/).filter((text) => text.trim() !== '');
  return { kind: 'own', texts };
}

/** The form's fields as the verb reads them, which checks each. */
function inputOf(form: FormData) {
  const numbers = Object.fromEntries(
    ['requests', 'concurrency', 'maxTokens', 'capUsd'].flatMap((name) => {
      const value = textOf(form, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    workspace: textOf(form, 'workspace') ?? '',
    targets: form.getAll('targets').map(String),
    ways: form.getAll('ways').map(String),
    prompts: promptsOf(form),
    ...numbers,
  } as Parameters<typeof startBenchmark>[1];
}

/** What the run that the form describes may cost. */
export async function estimateBenchmarkAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(PAGE, async (viewer) => {
    const { requests, usd, isAboveCap } = await estimateFor(viewer, inputOf(form));
    const words = t(
      '{requests, plural, one {# request} other {# requests}}, about {usd} if every answer is as long as it may.',
      {
        requests,
        usd: formatAmountUsd(usd, t.locale),
      },
    );
    const note = isAboveCap ? ` ${t('That is above the cap: the run would end there.')}` : '';
    return { kind: 'done', message: `${words}${note}` };
  });
}

export async function startBenchmarkAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(PAGE, async (viewer) => {
    const { id } = await startBenchmark(viewer, inputOf(form));
    return { kind: 'done', message: t('{id} is on its way.', { id }) };
  });
}

export async function cancelBenchmarkAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const t = await getT();
  return performAction(PAGE, async (viewer) => {
    const { id } = await cancelBenchmark(viewer, textOf(form, 'id') ?? '');
    return {
      kind: 'done',
      message: t('{id} is being cancelled: what is under way comes to its end.', { id }),
    };
  });
}
