import { useT } from '#i18n';
import { Field } from '@/components/layout/field';

interface NewPasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}

/** For the password of an account that is being made. No `maxLength`: it would cut off the end of a pasted one unseen. */
export function NewPasswordField({ value, onChange, autoFocus }: NewPasswordFieldProps) {
  const t = useT();
  return (
    <Field
      name="password"
      label={t('Password')}
      type="password"
      autoComplete="new-password"
      required
      autoFocus={autoFocus}
      hint={t('At least 12 characters. A few unrelated words are good.')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
