import { useT } from '#i18n';
import { Field } from '@/components/layout/field';

interface NewPasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
}

/** For the password of an account that is being made. */
export function NewPasswordField({ value, onChange, error, autoFocus }: NewPasswordFieldProps) {
  const t = useT();
  return (
    <Field
      name="password"
      label={t('Password')}
      type="password"
      autoComplete="new-password"
      required
      autoFocus={autoFocus}
      minLength={12}
      maxLength={200}
      hint={t('At least 12 characters. A few unrelated words are good.')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}
