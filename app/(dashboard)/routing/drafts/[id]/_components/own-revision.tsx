'use client';
import { createContext, useContext, useState, type ReactNode } from 'react';

interface OwnRevision {
  /** That the editor of this page saved last; 0 before it saved any. */
  revision: number;
  tell: (revision: number) => void;
}

const OwnRevisionContext = createContext<OwnRevision>({ revision: 0, tell: () => undefined });

/** Between the editor, which saves as somebody writes, and the forms beside it, which the server drew at an earlier revision. */
export function OwnRevisionProvider({ children }: { children: ReactNode }) {
  const [revision, tell] = useState(0);
  return <OwnRevisionContext value={{ revision, tell }}>{children}</OwnRevisionContext>;
}

export const useOwnRevision = () => useContext(OwnRevisionContext);
