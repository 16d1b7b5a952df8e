'use client';
import { createContext, useContext, useState, type ReactNode } from 'react';

interface OwnRevision {
  /** Which the editor of this page shows; undefined where there is none. */
  revision: number | undefined;
  tell: (revision: number | undefined) => void;
}

const OwnRevisionContext = createContext<OwnRevision>({ revision: undefined, tell: () => undefined });

/**
 * Between the editor, which keeps what it showed first and saves as somebody writes, and the forms beside it, which the server
 * draws anew with whatever others have saved meanwhile.
 */
export function OwnRevisionProvider({ children }: { children: ReactNode }) {
  const [revision, tell] = useState<number>();
  return <OwnRevisionContext value={{ revision, tell }}>{children}</OwnRevisionContext>;
}

export const useOwnRevision = () => useContext(OwnRevisionContext);
