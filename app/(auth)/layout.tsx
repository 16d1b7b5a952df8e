import type { ReactNode } from 'react';
import { LanguageForm } from '@/components/layout/language-form';
import { Logo } from '@/components/layout/logo';
import { chooseLanguageByForm } from '../choose-language';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-5 px-4 py-10">
      <p className="flex items-center gap-2 text-lg font-semibold">
        <Logo className="size-6" /> Tollgate
      </p>
      {children}
      <LanguageForm action={chooseLanguageByForm} />
    </main>
  );
}
