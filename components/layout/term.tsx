import { useId, type ReactNode } from 'react';

/**
 * A term that is not plain, and what it means: opened by a click or the keyboard, closed by Escape or a click elsewhere.
 * The browser's own pop-up, in the top layer: no script, and no table cuts it off.
 */
export function Term({ children, means }: { children: ReactNode; means: ReactNode }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="-my-0.5 min-h-6 cursor-help underline decoration-dotted decoration-from-font underline-offset-3 hover:text-ink"
      >
        {children}
      </button>
      <span
        id={id}
        popover="auto"
        className="term max-w-72 rounded-md border bg-surface px-2.5 py-1.5 text-left text-xs font-normal whitespace-normal text-ink shadow-md"
      >
        {means}
      </span>
    </>
  );
}
