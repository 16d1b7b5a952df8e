import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Where texts that people see are written. */
const ROOTS = ['app', 'components', 'lib'];
const APART = new Set([path.join('lib', 'generated')]);

export interface SourceFile {
  path: string;
  tree: ts.SourceFile;
  /** `use client`, `use server`, or none. */
  directive: string | undefined;
}

/** Every source file that may hold a text, with its syntax tree. */
export function readSourceFiles(): SourceFile[] {
  return ROOTS.flatMap(filesIn).map((file) => {
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, kind);
    return { path: file, tree, directive: directiveOf(tree) };
  });
}

function filesIn(folder: string): string[] {
  if (APART.has(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

function directiveOf(tree: ts.SourceFile): string | undefined {
  const first = tree.statements[0];
  if (first === undefined || !ts.isExpressionStatement(first)) return undefined;
  return ts.isStringLiteral(first.expression) ? first.expression.text : undefined;
}
