import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './source-files';

/** Paths of the files whose code goes to the browser: those marked so, and all that they import but actions of the server. */
export function browserFiles(files: readonly SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const open = files.filter(({ directive }) => directive === 'use client');
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file.path) || file.directive === 'use server') continue;
    reached.add(file.path);
    for (const name of importsOf(file.tree)) {
      const target = resolve(name, file.path).find((candidate) => byPath.has(candidate));
      const next = target === undefined ? undefined : byPath.get(target);
      if (next !== undefined) open.push(next);
    }
  }
  return reached;
}

function resolve(name: string, from: string): string[] {
  if (!name.startsWith('.') && !name.startsWith('@/')) return [];
  const base = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(from), name);
  return [`${base}.ts`, `${base}.tsx`, path.join(base, 'index.ts')];
}

/** Names of the modules that a file runs; types alone do not count. */
function importsOf(tree: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      if (node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
        names.push(node.moduleSpecifier.text);
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      if (!node.isTypeOnly) names.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument !== undefined && ts.isStringLiteral(argument)) names.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
