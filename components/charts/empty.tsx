import type { ReactNode } from 'react';

/** In the place of a chart or table without data: why it is empty, and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-1 rounded-md border border-dashed px-4 py-10 text-center in-[section]:border-0 in-[section]:py-6">
      <p className="font-medium">{title}</p>
      <div className="max-w-prose text-sm text-ink-soft">{children}</div>
    </div>
  );
}
