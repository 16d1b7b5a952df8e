import { textOf } from '../../_components/action/perform-action';

/** A number where one was typed; the text itself where that is none, for the schema to name. */
const numberOf = (form: FormData, name: string) => {
  const text = textOf(form, name);
  return text === undefined || Number.isNaN(Number(text)) ? text : Number(text);
};

/** What the form says, not yet checked. A gate with an empty field is off. */
export function readStartForm(form: FormData): unknown {
  const gate = (name: string, key: string) => {
    const limit = numberOf(form, name);
    return limit === undefined ? {} : { [name]: { [key]: limit } };
  };
  return {
    id: textOf(form, 'id'),
    [form.get('on') === 'model' ? 'model' : 'rule']: textOf(form, 'place'),
    target: textOf(form, 'target'),
    plan: {
      startPercent: numberOf(form, 'startPercent'),
      stepPercent: numberOf(form, 'stepPercent'),
      intervalMinutes: numberOf(form, 'intervalMinutes'),
      ceilingPercent: numberOf(form, 'ceilingPercent'),
      minRequests: numberOf(form, 'minRequests'),
      stickyBy: textOf(form, 'stickyBy'),
      gates: {
        ...gate('errors', 'worseByPercent'),
        ...gate('p95', 'worseByPercent'),
        ...gate('cost', 'worseByPercent'),
        ...gate('score', 'worseBy'),
      },
    },
  };
}
