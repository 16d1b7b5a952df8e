'use client';
import {
  Bell,
  ChartColumnStacked,
  Calculator,
  FlaskConical,
  FileText,
  HeartPulse,
  KeyRound,
  Layers,
  LayoutDashboard,
  Lightbulb,
  ListTree,
  PiggyBank,
  Route,
  ScrollText,
  Server,
  Settings,
  Tags,
  Users,
  Wallet,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useT } from '#i18n';
import { cn } from '@/components/ui/class-names';
import { msg } from '@/lib/i18n/msg';
import { keepParams } from './kept-params';

/** Every page that has a place of its own, in the order of the navigation. */
export const PAGES = [
  { path: '/overview', label: msg('Overview'), Icon: LayoutDashboard },
  { path: '/spend', label: msg('Spend'), Icon: ChartColumnStacked },
  { path: '/savings', label: msg('Savings'), Icon: PiggyBank },
  { path: '/requests', label: msg('Requests'), Icon: ListTree },
  { path: '/health', label: msg('Health'), Icon: HeartPulse },
  { path: '/routing', label: msg('Routing'), Icon: Route },
  { path: '/providers', label: msg('Providers'), Icon: Server },
  { path: '/pricing', label: msg('Pricing'), Icon: Tags },
  { path: '/budgets', label: msg('Budgets'), Icon: Wallet },
  { path: '/alerts', label: msg('Alerts'), Icon: Bell },
  { path: '/recommendations', label: msg('Advice'), Icon: Lightbulb },
  { path: '/batches', label: msg('Batches'), Icon: Layers },
  { path: '/simulate', label: msg('Simulate'), Icon: Calculator },
  { path: '/playground', label: msg('Playground'), Icon: FlaskConical },
  { path: '/reports', label: msg('Reports'), Icon: FileText },
  { path: '/keys', label: msg('Keys & teams'), Icon: KeyRound },
  { path: '/people', label: msg('People'), Icon: Users },
  { path: '/audit', label: msg('Audit'), Icon: ScrollText },
  { path: '/settings', label: msg('Settings'), Icon: Settings },
] as const;

/** Links to the pages that exist; a row that scrolls on narrow screens, a column beside the page on wide ones. */
export function Nav() {
  const t = useT();
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  return (
    <nav
      aria-label={t('Pages')}
      className="-mx-4 flex gap-1 overflow-x-auto px-4 max-md:w-[calc(100%+2rem)] md:mx-0 md:flex-col md:overflow-visible md:px-0"
    >
      {PAGES.map(({ path, label, Icon }) => {
        const here = pathname === path || pathname.startsWith(`${path}/`);
        return (
          <Link
            key={path}
            href={keepParams(path, params)}
            aria-current={here ? 'page' : undefined}
            className={cn(
              'flex shrink-0 items-center gap-2 rounded-md px-2.5 py-1.5 text-sm text-ink-soft hover:bg-sunken hover:text-ink',
              here && 'bg-brand-wash font-medium text-brand hover:bg-brand-wash hover:text-brand',
            )}
          >
            <Icon aria-hidden className="size-4" /> {t(label)}
          </Link>
        );
      })}
    </nav>
  );
}
