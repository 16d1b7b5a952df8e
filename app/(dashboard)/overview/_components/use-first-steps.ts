'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { FirstSteps } from '@/lib/first-steps/read-first-steps';

const LOOK_AGAIN_MS = 4_000;

const isDone = (steps: FirstSteps) => Object.values(steps).every(Boolean);
const count = (steps: FirstSteps) => Object.values(steps).filter(Boolean).length;

/** The steps as they are now: looked at again while some are open and the page is seen. News redraw the page. */
export function useFirstSteps(initial: FirstSteps): FirstSteps {
  const router = useRouter();
  const [steps, setSteps] = useState(initial);
  useEffect(() => {
    if (isDone(steps)) return;
    const controller = new AbortController();
    const timer = setInterval(() => {
      if (document.hidden) return;
      fetch('/api/v1/first-steps', { signal: controller.signal })
        .then(async (response) => {
          if (!response.ok) return;
          const now = (await response.json()) as FirstSteps;
          if (count(now) === count(steps)) return;
          setSteps(now);
          router.refresh();
        })
        // The next look is soon enough.
        .catch(() => undefined);
    }, LOOK_AGAIN_MS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [steps, router]);
  return steps;
}
