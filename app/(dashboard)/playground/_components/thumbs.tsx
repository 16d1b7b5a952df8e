'use client';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { callApi } from '@/components/layout/call-api';
import type { T } from '@/lib/i18n/t';

type Label = 'good' | 'bad';

/** A request is on the books some seconds after its end; until then nobody can judge it. */
const TRIES = 20;
const AGAIN_MS = 1_000;

/** What went wrong, in words; undefined once it is noted, or once `isMeant` says that another judgement took its place. */
async function judge(
  t: T,
  requestId: string,
  label: Label,
  isMeant: () => boolean,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    if (!isMeant()) return undefined;
    const called = await callApi(t, 'POST', '/feedback', { request_id: requestId, label });
    if (called.ok) return undefined;
    if (called.status !== 404 || tries === TRIES) return called.message;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Good or bad; the learned router learns from it. The same click again changes nothing. */
export function Thumbs({ requestId }: { requestId: string }) {
  const t = useT();
  const [given, setGiven] = useState<Label>();
  const [words, setWords] = useState('');
  const noted = useRef<Label>(undefined);
  const turn = useRef(0);
  // One after the other: the last is what stays.
  const line = useRef<Promise<unknown>>(Promise.resolve());
  async function give(label: Label) {
    const own = ++turn.current;
    const isMeant = () => own === turn.current;
    setGiven(label);
    setWords(t('Noting…'));
    const judged = line.current.then(() => judge(t, requestId, label, isMeant));
    line.current = judged;
    const problem = await judged;
    if (!isMeant()) return;
    if (problem === undefined) noted.current = label;
    else setGiven(noted.current);
    setWords(problem ?? t('Noted'));
  }
  return (
    <>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t('Good answer')}
        aria-pressed={given === 'good'}
        className={given === 'good' ? 'bg-good-wash text-good' : ''}
        onClick={() => void give('good')}
      >
        <ThumbsUp aria-hidden />
      </Button>
      <Button
        size="icon"
        variant="ghost"
        aria-label={t('Bad answer')}
        aria-pressed={given === 'bad'}
        className={given === 'bad' ? 'bg-bad-wash text-bad' : ''}
        onClick={() => void give('bad')}
      >
        <ThumbsDown aria-hidden />
      </Button>
      <span role="status" className="text-xs text-ink-soft">
        {words}
      </span>
    </>
  );
}
