import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { RuleForm } from '@/app/(dashboard)/routing/drafts/[id]/_components/rule-form';
import { RuleRow } from '@/app/(dashboard)/routing/drafts/[id]/_components/rule-row';

const RULE = { id: 'r', name: 'Night', when: { minInputTokens: 5 }, use: { kind: 'learned', dial: 3 } };
const nothing = () => undefined;

describe('a rule in the editor', () => {
  const form = (texts: Record<string, string>) =>
    renderToStaticMarkup(
      createElement(RuleForm, {
        rule: RULE,
        name: { path: 'name', label: 'Name', kind: 'text' },
        texts,
        onText: nothing,
        onRule: nothing,
        onKeep: nothing,
        onClose: nothing,
      }),
    );

  test('shows the conditions that it has, offers the others, and asks what its way to route needs', () => {
    const html = form({});
    expect(html).toMatch(/<input[^>]*name="when.minInputTokens"[^>]*value="5"/);
    expect(html).not.toContain('name="when.maxInputTokens"');
    expect(html).toContain('<option value="when.maxInputTokens">');
    expect(html).toMatch(/<input[^>]*name="use.dial"[^>]*value="3"/);
    expect(html).toContain('name="use.floor"');
  });

  test('keeps what was typed, whatever the rule says', () =>
    expect(form({ 'when.minInputTokens': 'many' })).toMatch(/name="when.minInputTokens"[^>]*value="many"/));

  test('that is first and last can be moved nowhere, and says what is wrong with it', () => {
    const html = renderToStaticMarkup(
      createElement(RuleRow, {
        rule: RULE,
        at: 0,
        last: 0,
        problems: [{ path: 'rules[0].when', message: 'it can never match' }],
        isOpen: false,
        onOpen: nothing,
        onChange: nothing,
        onMove: nothing,
        onRemove: nothing,
        onDragStart: nothing,
      }),
    );
    expect(html.match(/<button[^>]*aria-label="Move Night (up|down)"[^>]*disabled=""/g)).toHaveLength(2);
    expect(html).toContain('it can never match');
    expect(html).toContain('goes where the learned router says');
  });
});
