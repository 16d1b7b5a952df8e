import ts from 'typescript';
import { expect, it } from 'vitest';
import { bareTextsOf } from '@/scripts/messages/bare-texts';
import { browserFiles } from '@/scripts/messages/browser-files';
import { translationProblems, useProblems } from '@/scripts/messages/problems';
import type { SourceFile } from '@/scripts/messages/source-files';
import { textsOf } from '@/scripts/messages/texts-of';

const source = (path: string, text: string, directive?: string): SourceFile => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX),
  directive,
});
const found = (text: string, path = 'app/a.tsx') => textsOf(source(path, text)).map((one) => one.text);

it('finds texts where they are used: plain, rich, marked, and both sides of a choice', () => {
  expect(found(`t('One'); t.rich('Two <b>x</b>', { b }); msg('Three'); t(busy ? 'Four' : 'Five')`)).toEqual([
    'One',
    'Two <b>x</b>',
    'Three',
    'Four',
    'Five',
  ]);
  expect(found(`other('No'); t(label); at('No')`)).toEqual([]);
});

it('finds the sentences of errors and of checks, with numbered places', () => {
  const code = 'throw new GatewayError("not_found", `There is no version ${version}.`);';
  expect(found(code, 'lib/config/get.ts')).toEqual(['There is no version {0}.']);
  expect(found(code, 'lib/gateway/get.ts')).toEqual([]);
  expect(found(`z.string().min(1, 'A name is needed.').regex(/x/)`, 'lib/a.ts')).toEqual([
    'A name is needed.',
  ]);
});

it('tells of a translation that is missing, dead, or has other places', () => {
  const problems = translationProblems(['{n} keys', 'Save', 'Open'], {
    '{n} keys': '{m} khóa',
    Save: '',
    Gone: 'Mất',
    Open: 'Mở',
  });
  expect(problems).toHaveLength(3);
  expect(problems.join('\n')).toMatch(/other places[^]*not translated: “Save”[^]*used nowhere: “Gone”/);
});

it('tells of a value too few or too many, and of a text that cannot be read', () => {
  const texts = textsOf(
    source('app/a.tsx', `t('{n} of {all}', { n }); t('Save', { n }); t('{n'); t('{n}', { n })`),
  );
  expect(useProblems(texts).map((problem) => problem.split(':')[0])).toEqual([
    'app/a.tsx',
    'app/a.tsx',
    'app/a.tsx',
  ]);
});

it('follows imports of browser components, but for types and actions of the server', () => {
  const files = [
    source(
      'app/a.tsx',
      `import { B } from './b'; import type { C } from './c'; import { d } from './d'`,
      'use client',
    ),
    source('app/b.tsx', `const E = () => import('@/lib/e')`),
    source('app/c.ts', ''),
    source('app/d.ts', '', 'use server'),
    source('lib/e.ts', ''),
    source('app/page.tsx', `import { B } from './b'`),
  ];
  expect([...browserFiles(files)].sort()).toEqual(['app/a.tsx', 'app/b.tsx', 'lib/e.ts']);
});

it('tells of words on a page that t does not say, and of values that no language writes', () => {
  const bare = (code: string) => bareTextsOf(source('components/a.tsx', code));
  expect(bare(`const a = <p title="Yours">Save</p>`)).toHaveLength(2);
  expect(bare(`formatCount(n); formatInstant(at, zone)`)).toHaveLength(2);
  expect(bare(`const a = <p title={t('Yours')}>{t('Save')} · <code>npm run x</code> Tollgate</p>`)).toEqual(
    [],
  );
  expect(bare(`formatCount(n, t.locale); formatCount(n, locale)`)).toEqual([]);
  expect(bareTextsOf(source('app/api/a.tsx', `const a = <p>Save</p>`))).toEqual([]);
});
