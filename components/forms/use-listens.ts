import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/** Whether scripts run this page yet: false in what the server sends, and until React has taken it over. */
export function useListens(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
