import ts from 'typescript';
import { composedBy } from './composed-texts';
import type { SourceFile } from './source-files';

/** A text where it is used. */
export interface Text {
  text: string;
  /** `path:line`. */
  place: string;
  path: string;
  /** Names of the values that are given with it; undefined where they are not written out, or are given elsewhere. */
  values: string[] | undefined;
}

/**
 * The texts of a file: first arguments of `t`, `t.rich` and `msg`, both sides of a choice between two; and sentences that
 * are put together (composed-texts.ts).
 */
export function textsOf({ path, tree }: SourceFile): Text[] {
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    for (const text of composedBy(node))
      texts.push({ text, place: `${path}:${lineOf(tree, node)}`, path, values: undefined });
    if (ts.isCallExpression(node) && isSaying(node.expression)) {
      const values = node.expression.getText() === 'msg' ? undefined : valuesOf(node.arguments[1]);
      for (const text of literalsOf(node.arguments[0]))
        texts.push({ text, place: `${path}:${lineOf(tree, node)}`, path, values });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return texts;
}

const lineOf = (tree: ts.SourceFile, node: ts.Node) =>
  tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;

function isSaying(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't' || callee.text === 'msg';
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'rich' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 't'
  );
}

function literalsOf(node: ts.Node | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (!ts.isBinaryExpression(node)) return [];
  const [left, right] = [literalsOf(node.left), literalsOf(node.right)];
  return node.operatorToken.kind === ts.SyntaxKind.PlusToken
    ? [left.join('') + right.join('')]
    : [...left, ...right];
}

function valuesOf(node: ts.Node | undefined): string[] | undefined {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const names = node.properties.map((property) => property.name?.getText());
  return names.every((name) => name !== undefined) ? names : undefined;
}
