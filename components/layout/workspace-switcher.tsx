'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useT } from '#i18n';
import { Select } from '@/components/ui/select';

export interface WorkspaceOption {
  id: string;
  name: string;
  isDemo: boolean;
}

/** Which workspace one looks at; kept in the address. A request's own page is left for the list. */
export function WorkspaceSwitcher({ options, fallback }: { options: WorkspaceOption[]; fallback: string }) {
  const t = useT();
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const wanted = params.get('workspace');
  const current = options.some((option) => option.id === wanted) ? (wanted ?? fallback) : fallback;

  function open(id: string) {
    const next = new URLSearchParams();
    for (const name of ['range', 'from', 'to']) {
      const value = params.get(name);
      if (value !== null) next.set(name, value);
    }
    next.set('workspace', id);
    router.push(`/${pathname.split('/')[1] ?? 'overview'}?${next}`);
  }

  return (
    <Select
      aria-label={t('Workspace')}
      className="w-auto max-w-44 bg-surface"
      value={current}
      onChange={(event) => open(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.isDemo && !/demo/i.test(option.name)
            ? t('{name} (demo)', { name: option.name })
            : option.name}
        </option>
      ))}
    </Select>
  );
}
