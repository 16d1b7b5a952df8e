'use client';
import { useState, type ReactNode } from 'react';
import { Card } from '@/components/ui/card';

/** A part that is made only once it is opened. */
export function Fold({ title, children }: { title: string; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="px-4 py-2 text-sm font-semibold hover:text-brand">{title}</summary>
        <div className="px-4 pb-4">{isOpen && children()}</div>
      </details>
    </Card>
  );
}
