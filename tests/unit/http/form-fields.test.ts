import { expect, it } from 'vitest';
import { formFields } from '@/lib/http/form-fields';

it('a form sent before its page is alive has the same fields as one sent after', () => {
  const form = new FormData();
  for (const name of ['$ACTION_REF_1', '$ACTION_1:0', '$ACTION_KEY', 'do']) form.append(name, 'acknowledge');
  expect(formFields(form)).toEqual({ do: 'acknowledge' });
});
