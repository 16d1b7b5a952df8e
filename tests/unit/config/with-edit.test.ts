import { describe, expect, it } from 'vitest';
import { configSchema } from '@/lib/config/schemas';
import { withEdit, type ConfigEdit } from '@/lib/config/with-edit';

const MAIL = {
  ...{ id: 'mail', name: 'Mail', kind: 'email', host: 'smtp.example.com', user: 'ada', secret: 'secret:1' },
  ...{ from: 'a@example.com', to: ['b@example.com'] },
};
const rule = (id: string) => ({ id, name: id, when: {}, targets: ['m'] });
const FILE = configSchema.parse({ rules: [rule('one'), rule('two')], channels: [MAIL] });
const { secret: _secret, ...WITHOUT } = MAIL;
const edited = (edit: ConfigEdit) =>
  withEdit(FILE, edit) as Record<string, { id: string; secret?: string }[]>;
const ids = (edit: ConfigEdit) => edited(edit)['rules']?.map(({ id }) => id);

describe('an edit of the configuration', () => {
  it('adds at the end, or before all others', () => {
    expect(ids({ section: 'rules', put: rule('new') })).toEqual(['one', 'two', 'new']);
    expect(ids({ section: 'rules', put: rule('new'), first: true })).toEqual(['new', 'one', 'two']);
  });

  it('replaces in its place, takes out, and leaves everything else alone', () => {
    expect(ids({ section: 'rules', put: rule('one'), first: true })).toEqual(['one', 'two']);
    expect(ids({ section: 'rules', remove: 'one' })).toEqual(['two']);
    expect(edited({ section: 'rules', remove: 'one' })['channels']).toBe(FILE.channels);
  });

  it('puts rules into another order; one that is not named stays behind, one that is not there is nothing', () => {
    expect(ids({ section: 'rules', order: ['two', 'one'] })).toEqual(['two', 'one']);
    expect(ids({ section: 'rules', order: ['two'] })).toEqual(['two', 'one']);
    expect(ids({ section: 'rules', order: ['gone', 'two', 'two'] })).toEqual(['two', 'one']);
  });

  it('that is to create refuses an id that is taken', () => {
    expect(() => withEdit(FILE, { section: 'rules', put: rule('one'), create: true })).toThrow(/already/);
    expect(ids({ section: 'rules', put: rule('new'), create: true })).toEqual(['one', 'two', 'new']);
  });

  it('keeps a secret that is left out, and takes one that is given', () => {
    const secretOf = (put: ConfigEdit['put']) =>
      edited({ section: 'channels', put })['channels']?.[0]?.secret;
    expect(secretOf({ ...WITHOUT, name: 'Other' })).toBe('secret:1');
    expect(secretOf({ ...WITHOUT, host: 'other.example.com', secret: 'new' })).toBe('new');
  });

  it.each([
    ['another host', { host: 'other.example.com' }],
    ['another port', { port: 25 }],
    ['no cover', { security: 'none' }],
    ['another kind', { kind: 'slack' }],
  ])('does not carry a secret to %s', (_name, change) => {
    const put = { ...WITHOUT, ...change };
    expect(() => withEdit(FILE, { section: 'channels', put })).toThrow(/give its secret again/);
  });
});
