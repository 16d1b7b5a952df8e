import type { ReactNode } from 'react';
import type { Inline } from '@/lib/markdown/types';

function render(inline: Inline): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return <br />;
    case 'code':
      return <code className="rounded bg-sunken px-1 font-mono text-[0.92em]">{inline.text}</code>;
    case 'strong':
      return (
        <strong className="font-semibold">
          <Inlines of={inline.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines of={inline.children} />
        </em>
      );
    case 'link':
      return (
        <a
          href={inline.href}
          title={inline.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="link"
        >
          {inline.text}
        </a>
      );
    default:
      return inline satisfies never;
  }
}

export function Inlines({ of: inlines }: { of: readonly Inline[] }): ReactNode {
  return inlines.map((inline, at) => <span key={at}>{render(inline)}</span>);
}
