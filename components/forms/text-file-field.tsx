'use client';
import { useState, type ChangeEvent } from 'react';
import { useT } from '#i18n';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { T } from '@/lib/i18n/t';
import { useFieldProblem } from './field-problems';

/** What the schemas take of a file's text, in characters. */
const MAX_TEXT_FILE = 6_000_000;

interface TextFileFieldProps {
  id: string;
  label: string;
  /** Endings, as the browser takes them. */
  accept: string;
  /** Said below; `file`: what was chosen. */
  hint: (file: { name: string; characters: number } | undefined) => string | undefined;
  required?: boolean;
}

function problemWith(t: T, content: string | undefined): string | undefined {
  if (content === undefined) return t('The file could not be read.');
  if (content.trim() === '') return t('Choose a file that is not empty.');
  return content.length > MAX_TEXT_FILE
    ? t('The file has more than {MAX_TEXT_FILE} characters: divide it.', { MAX_TEXT_FILE })
    : undefined;
}

/**
 * A file that is read here and sent as text in `fileName` and `content`. One that cannot be taken says so below it and holds
 * the form back, else the form would be sent without it. A form is told of it as `content`.
 */
export function TextFileField({ id, label, accept, hint, required }: TextFileFieldProps) {
  const t = useT();
  const told = useFieldProblem('content');
  const [file, setFile] = useState<{ name: string; content: string }>();
  const [own, setOwn] = useState<string>();
  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const picked = target.files?.[0];
    const content = await picked?.text().catch(() => undefined);
    const problem = picked && problemWith(t, content);
    target.setCustomValidity(problem ?? '');
    setOwn(problem);
    const isTaken = picked !== undefined && content !== undefined && problem === undefined;
    setFile(isTaken ? { name: picked.name, content } : undefined);
  }
  const problem = own ?? told;
  const note = problem ?? hint(file && { name: file.name, characters: file.content.length });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        type="file"
        accept={accept}
        required={required}
        className="py-1"
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => void read(event)}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? 'text-xs text-ink-soft' : 'text-xs text-bad'}>
          {note}
        </p>
      )}
      {file !== undefined && (
        <>
          <input type="hidden" name="fileName" value={file.name} />
          <input type="hidden" name="content" value={file.content} />
        </>
      )}
    </div>
  );
}
