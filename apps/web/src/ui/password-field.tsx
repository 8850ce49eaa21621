import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { IconButton } from './button.tsx';
import { controlClasses, Field, type FieldProps } from './field.tsx';
import { useTexts } from './texts.ts';

export function PasswordField({
  label,
  hint,
  error,
  ...rest
}: Pick<FieldProps, 'label' | 'hint' | 'error'> & Omit<ComponentProps<'input'>, 'id' | 'className' | 'type'>) {
  const t = useTexts();
  const [isShown, setIsShown] = useState(false);
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error}>
      {(wiring) => (
        <div className="relative">
          <input {...rest} {...wiring} type={isShown ? 'text' : 'password'} className={`${controlClasses} pe-12`} />
          <IconButton
            label={isShown ? t('hide_password') : t('show_password')}
            className="absolute inset-y-0 end-0"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff className="size-5" /> : <Eye className="size-5" />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
