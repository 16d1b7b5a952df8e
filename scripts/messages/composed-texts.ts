import ts from 'typescript';

/** Where refusals are worded that no page shows: their doors speak the language of the API. */
const APART =
  /^(?:app\/api|lib\/(?:gateway|dialects|providers|simulator|fleet|telemetry|boot|http|ledger|warehouse|egress)|lib\/env)\b/;
/** Where it is said what is wrong with what somebody wrote, by `message` of a problem or as what a function returns. */
const WHAT_IS_WRONG = new RegExp(
  `^lib/(?:${[
    'config/(?:check/(?!find-json-error)|prices/|with-edit|snapshot/resolve-target)',
    'pricing/(?:check-price-rows|import/)',
    'routing/(?:policy/(?:check-policy|cannot-match)|canary/plan)',
    'connection-test/explain-failure',
    'planning/(?:bounded-plan|scenario-schemas|tco-schemas)',
    'reconciliation/run-schemas',
    'rerating/schemas',
    'batches/schemas',
    'canary/schemas',
    'csv/',
    'users/people/memberships',
    'egress/check',
  ].join('|')})`,
);
/** Methods of zod whose last argument is what people are told. */
const CHECKS = new Set(['refine', 'min', 'max', 'regex', 'email', 'url', 'length', 'superRefine']);

/**
 * Sentences that code puts together in English and a page says by `t.said`: messages of our errors, words of zod checks,
 * and templates marked by `msg`. Their places are numbered: `There is no version {0}.`
 */
export function composedBy(node: ts.Node): string[] {
  // Marked by hand, a sentence counts wherever it stands: pages show what some doors answer.
  if (ts.isCallExpression(node) && node.expression.getText() === 'msg')
    return sentencesOf(node.arguments[0], ts.isTemplateExpression);
  if (APART.test(node.getSourceFile().fileName)) return [];
  if (WHAT_IS_WRONG.test(node.getSourceFile().fileName) && isWording(node))
    return sentencesOf(ts.isReturnStatement(node) ? node.expression : node.initializer);
  if (ts.isNewExpression(node) && node.expression.getText() === 'GatewayError')
    return sentencesOf(node.arguments?.[1]);
  if (!ts.isCallExpression(node)) return [];
  const isCheck = ts.isPropertyAccessExpression(node.expression) && CHECKS.has(node.expression.name.text);
  return isCheck && node.getSourceFile().fileName.startsWith('lib/')
    ? sentencesOf(node.arguments.at(-1))
    : [];
}

const isWording = (node: ts.Node): node is ts.ReturnStatement | ts.PropertyAssignment =>
  ts.isReturnStatement(node) || (ts.isPropertyAssignment(node) && node.name.getText() === 'message');

const any = () => true;

function sentencesOf(node: ts.Node | undefined, wanted: (node: ts.Node) => boolean = any): string[] {
  if (node === undefined) return [];
  if (ts.isConditionalExpression(node))
    return [...sentencesOf(node.whenTrue, wanted), ...sentencesOf(node.whenFalse, wanted)];
  if (!wanted(node)) return [];
  if (ts.isStringLiteralLike(node)) return isSentence(node.text) ? [node.text] : [];
  if (!ts.isTemplateExpression(node)) return [];
  const spans = node.templateSpans.map(({ literal }, at) => `{${at}}${literal.text}`);
  const text = node.head.text + spans.join('');
  return isSentence(text) ? [text] : [];
}

/** Enough words of its own to be recognised by, and not a name or a pattern. */
const isSentence = (text: string) => /[a-z]{2,}[ ,].*[a-z]{2,}/i.test(text.replaceAll(/\{\d+\}/g, ''));
