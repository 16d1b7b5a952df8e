import ts from 'typescript';
import type { SourceFile } from './source-files';

/** Attributes that people read or hear. */
const READ = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'hint', 'submit', 'confirm']);
/** What stands in these is code, the same in every language. */
const CODE = new Set(['code', 'pre', 'kbd']);
/** Names are not translated. */
const NAMES = new Set(['Tollgate']);
/** Functions that write a value as a language does, which is their last argument. */
const FORMATS =
  /^(?:format(?:Count|Decimal|Duration|Percent|Instant|ShortInstant|Bucket|Day|TotalUsd|AmountUsd|ExactUsd|CentsUsd)|usdTicks)$/;

/** Words on a page that are in no catalogue, and values that are written in no language. */
export function bareTextsOf({ path, tree }: SourceFile): string[] {
  if (!/^(?:app|components)\//.test(path) || /^app\/(?:api|v1)\//.test(path)) return [];
  const problems: string[] = [];
  const tell = (node: ts.Node, words: string) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    problems.push(`${path}:${line}: ${words}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && CODE.has(node.openingElement.tagName.getText())) return;
    if (ts.isJsxText(node) && isWords(node.text)) tell(node, `not said by t: “${node.text.trim()}”`);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText())) {
      const value = node.initializer;
      if (value !== undefined && ts.isStringLiteral(value) && isWords(value.text))
        tell(node, `not said by t: “${value.text}”`);
    }
    if (ts.isCallExpression(node) && FORMATS.test(node.expression.getText()) && !hasLocale(node))
      tell(node, `written in no language: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return problems;
}

const isWords = (text: string) => /[A-Za-z]{2}/.test(text) && !NAMES.has(text.trim());

const hasLocale = ({ arguments: given }: ts.CallExpression) =>
  /\blocale$/.test(given.at(-1)?.getText() ?? '');
