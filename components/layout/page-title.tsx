import type { ReactNode } from 'react';

export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {children !== undefined && <p className="text-xs text-ink-soft">{children}</p>}
    </div>
  );
}
