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
import { cn } from '@/components/ui/class-names';
import { keepParams } from './kept-params';

/** Every page that has a place of its own, in the order of the navigation. */
export const PAGES = [
  { path: '/overview', label: 'Overview', Icon: LayoutDashboard },
  { path: '/spend', label: 'Spend', Icon: ChartColumnStacked },
  { path: '/savings', label: 'Savings', Icon: PiggyBank },
  { path: '/requests', label: 'Requests', Icon: ListTree },
  { path: '/health', label: 'Health', Icon: HeartPulse },
  { path: '/routing', label: 'Routing', Icon: Route },
  { path: '/providers', label: 'Providers', Icon: Server },
  { path: '/pricing', label: 'Pricing', Icon: Tags },
  { path: '/budgets', label: 'Budgets', Icon: Wallet },
  { path: '/alerts', label: 'Alerts', Icon: Bell },
  { path: '/recommendations', label: 'Advice', Icon: Lightbulb },
  { path: '/batches', label: 'Batches', Icon: Layers },
  { path: '/simulate', label: 'Simulate', Icon: Calculator },
  { path: '/playground', label: 'Playground', Icon: FlaskConical },
  { path: '/reports', label: 'Reports', Icon: FileText },
  { path: '/keys', label: 'Keys & teams', Icon: KeyRound },
  { path: '/people', label: 'People', Icon: Users },
  { path: '/audit', label: 'Audit', Icon: ScrollText },
  { path: '/settings', label: 'Settings', Icon: Settings },
] as const;

/** Links to the pages that exist; a row that scrolls on narrow screens, a column beside the page on wide ones. */
export function Nav() {
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  return (
    <nav
      aria-label="Pages"
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
            <Icon aria-hidden className="size-4" /> {label}
          </Link>
        );
      })}
    </nav>
  );
}
