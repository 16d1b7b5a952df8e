import type { FieldProblems } from '@/components/forms/field-problems';
import type { ActionState } from './action-state';

/**
 * Sorts what a form was refused for: what stands beside a field of the form, and what is of none and stands below it. A path
 * such as `models[0]` is of the field `models`. Pure.
 */
export function besideFields(
  state: ActionState,
  names: readonly string[],
): { fields: FieldProblems; rest: string[] } {
  if (state.kind !== 'refused') return { fields: {}, rest: [] };
  if (state.problems === undefined) return { fields: {}, rest: [state.message] };
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const { path, message } of state.problems) {
    const name = path.split(/[.[]/)[0] ?? '';
    if (name !== '' && names.includes(name)) fields[name] = [fields[name] ?? [], message].flat().join(' ');
    // A sentence says by itself what it is about.
    else rest.push(path === '' || message.endsWith('.') ? message : `${path}: ${message}`);
  }
  return { fields, rest };
}
