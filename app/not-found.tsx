import Link from 'next/link';
import { useT } from '#i18n';

export default function NotFound() {
  const t = useT();
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-2 px-4">
      <h1 className="text-xl font-semibold">{t('There is no such page')}</h1>
      <p>
        <Link href="/overview" className="link">
          {t('To the overview')}
        </Link>
      </p>
    </main>
  );
}
