'use client';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

interface ModalProps {
  title: string;
  /** Whether the title is shown; it is read out in any case. */
  hideTitle?: boolean;
  onClose: () => void;
  className?: string;
  children: ReactNode;
}

/** A dialog above the page: Escape or a click beside it closes it, and the focus goes back to where it was. */
export function Modal({ title, hideTitle = false, onClose, className, children }: ModalProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(
            'fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border bg-surface text-ink shadow-xl',
            className,
          )}
        >
          <Dialog.Title className={hideTitle ? 'sr-only' : 'px-4 pt-3 text-sm font-semibold'}>
            {title}
          </Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
