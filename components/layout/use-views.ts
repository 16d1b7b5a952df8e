'use client';
import { useEffect, useState } from 'react';
import { useT } from '#i18n';
import type { ViewInfo } from '@/lib/views/schemas';
import { callApi, type Called } from './call-api';

interface NewView {
  name: string;
  shared: boolean;
  page: string;
  query: string;
}
export type ViewChanges = Partial<Pick<NewView, 'name' | 'shared' | 'query'>>;

/** The saved views of a workspace, and what can be done to them. Each verb returns why it was refused, if it was; `trouble`: why there is no list, or one less. */
export function useViews(workspace: string) {
  const t = useT();
  const [views, setViews] = useState<ViewInfo[]>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    let isWanted = true;
    void callApi<ViewInfo[]>(t, 'GET', `/views?${new URLSearchParams({ workspace })}`).then((called) => {
      if (!isWanted) return;
      if (called.ok) setViews(called.value);
      else setTrouble(called.message);
    });
    return () => void (isWanted = false);
  }, [workspace, t]);
  /** One that was deleted meanwhile leaves the list; whatever else is refused, the list stays. */
  function settle(
    called: Called<ViewInfo>,
    id: string | undefined,
    put: (view: ViewInfo) => ViewInfo[],
  ): string | undefined {
    const isGone = !called.ok && called.status === 404;
    setTrouble(isGone ? called.message : undefined);
    if (called.ok) setViews(put(called.value).toSorted((a, b) => a.name.localeCompare(b.name)));
    else if (isGone) setViews((views ?? []).filter((one) => one.id !== id));
    return called.ok ? undefined : called.message;
  }
  const others = (id: string) => (views ?? []).filter((one) => one.id !== id);
  return {
    views,
    trouble,
    save: async (view: NewView) =>
      settle(await callApi(t, 'POST', '/views', { workspace, ...view }), undefined, (made) => [
        ...(views ?? []),
        made,
      ]),
    change: async (id: string, changes: ViewChanges) =>
      settle(await callApi(t, 'PUT', `/views/${id}`, changes), id, (made) => [...others(id), made]),
    /** Brings back one of one's own that was deleted, at its old address. */
    restore: async ({ id, name, page, query, shared }: ViewInfo) =>
      settle(
        await callApi(t, 'POST', '/views', { workspace, id, name, page, query, shared }),
        undefined,
        (made) => [...others(id), made],
      ),
    remove: async (id: string) => settle(await callApi(t, 'DELETE', `/views/${id}`), id, () => others(id)),
  };
}
