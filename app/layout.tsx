import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ThemeProvider } from '@/components/layout/theme-provider';
import { browserDictionaryOf } from '@/lib/i18n/dictionaries';
import { LanguageProvider } from '@/lib/i18n/provider';
import { requestLocale } from '@/lib/i18n/request-locale';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Tollgate', template: '%s · Tollgate' },
  description: 'A self-hosted LLM gateway that keeps provable books',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const locale = await requestLocale();
  return (
    // The theme is set on <html> before React starts, so the two sides differ there by design.
    <html lang={locale} suppressHydrationWarning>
      <body className="min-h-dvh font-sans">
        <ThemeProvider nonce={nonce}>
          <LanguageProvider locale={locale} dictionary={browserDictionaryOf(locale)}>
            {children}
          </LanguageProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
