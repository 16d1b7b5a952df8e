import { useId } from 'react';
import { Textarea } from '@/components/ui/textarea';
import { unsoundJson } from '@/lib/playground/unsound-json';

interface JsonFieldProps {
  label: string;
  what: 'array' | 'object';
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** JSON by hand, folded away while it is empty; what is wrong with it is said beside it. */
export function JsonField({ label, what, hint, value, onChange }: JsonFieldProps) {
  const noteId = useId();
  const problem = unsoundJson(value, what);
  return (
    <details open={value !== '' || undefined}>
      <summary className="text-xs font-medium text-ink-soft hover:text-ink">{label}</summary>
      <Textarea
        aria-label={label}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={noteId}
        spellCheck={false}
        className="mt-1 min-h-24 font-mono text-xs"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={noteId} className={problem === undefined ? 'text-xs text-ink-soft' : 'text-xs text-bad'}>
        {problem ?? hint}
      </p>
    </details>
  );
}
