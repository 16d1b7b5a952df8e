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
  type LucideIcon,
} from 'lucide-react';
import { msg, type Message } from '@/lib/i18n/msg';

interface NavPage {
  path: string;
  label: Message;
  Icon: LucideIcon;
  /** Whether a group of pages begins with it: what is looked at, what is set, what is tried, who may. */
  startsGroup?: boolean;
}

/** Every page that has a place of its own, in the order of the navigation. */
export const PAGES: readonly NavPage[] = [
  { path: '/overview', label: msg('Overview'), Icon: LayoutDashboard },
  { path: '/spend', label: msg('Spend'), Icon: ChartColumnStacked },
  { path: '/savings', label: msg('Savings'), Icon: PiggyBank },
  { path: '/requests', label: msg('Requests'), Icon: ListTree },
  { path: '/health', label: msg('Health'), Icon: HeartPulse },
  { path: '/routing', label: msg('Routing'), Icon: Route, startsGroup: true },
  { path: '/providers', label: msg('Providers'), Icon: Server },
  { path: '/pricing', label: msg('Pricing'), Icon: Tags },
  { path: '/budgets', label: msg('Budgets'), Icon: Wallet },
  { path: '/alerts', label: msg('Alerts'), Icon: Bell },
  { path: '/recommendations', label: msg('Advice'), Icon: Lightbulb },
  { path: '/batches', label: msg('Batches'), Icon: Layers, startsGroup: true },
  { path: '/simulate', label: msg('Simulate'), Icon: Calculator },
  { path: '/playground', label: msg('Playground'), Icon: FlaskConical },
  { path: '/reports', label: msg('Reports'), Icon: FileText },
  { path: '/keys', label: msg('Keys & teams'), Icon: KeyRound, startsGroup: true },
  { path: '/people', label: msg('People'), Icon: Users },
  { path: '/audit', label: msg('Audit'), Icon: ScrollText },
  { path: '/settings', label: msg('Settings'), Icon: Settings },
];
