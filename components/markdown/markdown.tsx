import { memo, type ReactNode } from 'react';
import { useT } from '#i18n';
import { parseMarkdown } from '@/lib/markdown/parse-markdown';
import type { Block } from '@/lib/markdown/types';
import { Inlines } from './inlines';

function CodeBlock({ language, text }: { language: string; text: string }) {
  const t = useT();
  return (
    <pre
      tabIndex={0}
      aria-label={language === '' ? t('Code') : t('Code in {language}', { language })}
      className="overflow-x-auto rounded-md border bg-sunken px-2.5 py-2 font-mono text-xs leading-relaxed"
    >
      <code>{text}</code>
    </pre>
  );
}

function List({ start, items }: Extract<Block, { kind: 'list' }>) {
  const rows = items.map((item, at) => (
    <li key={at}>
      <Inlines of={item} />
    </li>
  ));
  if (start === undefined) return <ul className="list-disc pl-5">{rows}</ul>;
  return (
    <ol start={start} className="list-decimal pl-5">
      {rows}
    </ol>
  );
}

function TableBlock({ rows }: Extract<Block, { kind: 'table' }>) {
  const t = useT();
  const [head = [], ...body] = rows;
  return (
    <div className="overflow-x-auto" role="group" aria-label={t('Table')} tabIndex={0}>
      <table className="border-collapse text-xs">
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col" className="border px-2 py-1 text-left font-medium">
                <Inlines of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={column} className="border px-2 py-1">
                  <Inlines of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function render(block: Block): ReactNode {
  switch (block.kind) {
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'heading':
      // Not a heading of the page: an answer must not change its outline.
      return (
        <p className="font-semibold">
          <Inlines of={block.children} />
        </p>
      );
    case 'paragraph':
      return (
        <p>
          <Inlines of={block.children} />
        </p>
      );
    case 'list':
      return <List {...block} />;
    case 'quote':
      return <blockquote className="border-l-2 pl-3 text-ink-soft">{block.children.map(keyed)}</blockquote>;
    case 'table':
      return <TableBlock {...block} />;
    case 'rule':
      return <hr />;
    default:
      return block satisfies never;
  }
}

function keyed(block: Block, at: number) {
  return <div key={at}>{render(block)}</div>;
}

/** What a model wrote, as text with a subset of Markdown. There is no way for it to become HTML, a script or a request. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return <div className="flex min-w-0 flex-col gap-2 break-words">{parseMarkdown(text).map(keyed)}</div>;
});
