'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getT } from '@/lib/i18n/get-t';
import { runReconciliation } from '@/lib/reconciliation/run-reconciliation';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { addressOf } from '../../read-query';
import { refused, type FormResult } from '../form-result';

const PAGE = '/pricing/reconciliation';

/** Compares a ledger with the books, and goes to what came out. */
export async function reconcileBooks(_previous: FormResult | null, form: FormData): Promise<FormResult> {
  const t = await getT();
  await requireSameOrigin();
  const viewer = await requireUser(PAGE);
  const text = (name: string) => String(form.get(name) ?? '');
  const [workspace, provider] = [text('workspace'), text('provider')];
  const file = { from: 'file' as const, name: text('fileName').slice(0, 80), content: text('content') };
  let run: string;
  try {
    const source = sourceOf(text('step'), file);
    if (source.from === 'file' && source.name === '')
      return {
        kind: 'wrong',
        fields: { content: t('Choose a file first.') },
        message: t('Nothing was changed.'),
      };
    const whose = source.from !== 'simulator' && provider !== '' ? { provider } : {};
    run = (await runReconciliation(viewer, { workspace, source, ...whose })).id;
  } catch (error) {
    return refused(t, error);
  }
  revalidatePath(PAGE);
  redirect(addressOf(PAGE, { workspace, run }));
}

const DAY_MS = 86_400_000;

/** What the answers of the last thirty days said, the simulator's ledger, or a file. */
function sourceOf<File>(step: string, file: File) {
  if (step === 'simulator') return { from: 'simulator' } as const;
  if (step !== 'answers') return file;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const now = Date.now();
  return { from: 'answers', firstDay: day(now - 29 * DAY_MS), lastDay: day(now) } as const;
}
