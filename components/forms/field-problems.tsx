'use client';
import { createContext, useContext } from 'react';

/** By name of a field: what the server found wrong with what it was sent. */
export type FieldProblems = Readonly<Record<string, string>>;

const Context = createContext<FieldProblems>({});

export const FieldProblemsProvider = Context.Provider;

/** What the form around it was told of a field. */
export const useFieldProblem = (name: string): string | undefined => useContext(Context)[name];
