import Link from 'next/link';
import { cn } from '@/components/ui/class-names';

interface ChoiceLinksProps {
  label: string;
  choices: readonly { key: string; label: string; href: string }[];
  current: string;
}

/** A choice that is kept in the address: links, so that it works by keyboard, by reload and without scripts. */
export function ChoiceLinks({ label, choices, current }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="flex max-w-full flex-wrap gap-0.5 rounded-md border bg-surface p-0.5">
      {choices.map(({ key, label: words, href }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          aria-current={key === current ? 'true' : undefined}
          className={cn(
            'rounded px-2 py-1 text-xs text-ink-soft hover:bg-sunken hover:text-ink',
            key === current && 'bg-brand-wash font-medium text-brand hover:bg-brand-wash hover:text-brand',
          )}
        >
          {words}
        </Link>
      ))}
    </nav>
  );
}
