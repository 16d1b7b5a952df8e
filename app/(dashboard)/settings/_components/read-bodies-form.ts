import { textsOf } from '@/components/forms/read-fields';
import type { ConfigEdit } from '@/lib/config/with-edit';

/** One a line: its name, `=`, and the expression, which may hold `=` itself. Pure. */
export function readPatterns(text: string): { name: string; pattern: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=');
      return at < 0
        ? { name: line, pattern: '' }
        : { name: line.slice(0, at).trim(), pattern: line.slice(at + 1).trim() };
    });
}

/** What is kept of prompts and answers, as the form says; whether it is right is for the configuration to say. Pure. */
export function readBodiesForm(form: FormData, workspace: string): ConfigEdit {
  const { text, given } = textsOf(form);
  const days = text('retentionDays');
  return {
    section: 'bodies',
    put: {
      id: workspace,
      ...given('policy'),
      ...(days === '' ? {} : { retentionDays: Number(days) }),
      patterns: readPatterns(text('patterns')),
    },
  };
}
