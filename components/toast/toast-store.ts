/** A word on what was just done. It goes by itself; what it says can be seen on the page, too. */
export interface Toast {
  id: number;
  message: string;
  isBad: boolean;
  /** Takes it back. */
  undo?: (() => void) | undefined;
}

/** More at once would hide the page. */
const MOST = 3;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(toast: Omit<Toast, 'id'>): void {
  set([...toasts, { ...toast, id: nextId++ }].slice(-MOST));
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** For useSyncExternalStore. */
export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  read: () => toasts,
};

const NONE: readonly Toast[] = [];
/** Beforehand, on the server, there are none. */
export const readNone = () => NONE;
