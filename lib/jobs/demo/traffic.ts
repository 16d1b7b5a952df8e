import type { Task } from '@/lib/routing/tasks';

/** An application of the demo company, with its key. */
export interface DemoApp {
  keyId: string;
  team: string;
  app: string;
}

const app = (name: string, team: string): DemoApp => ({ keyId: `demo-${name}`, team, app: name });
const supportBot = app('support-bot', 'support');
const helpCenter = app('help-center', 'support');
const productSearch = app('product-search', 'shop');
const contentStudio = app('content-studio', 'marketing');
const reportWriter = app('report-writer', 'analytics');
const planning = app('planning-assistant', 'analytics');
const codeReview = app('code-review', 'engineering');
const editor = app('editor-assistant', 'engineering');

interface TaskTraffic {
  apps: readonly (readonly [DemoApp, number])[];
  signal: string;
  /** Median and 95th percentile. */
  input: readonly [number, number];
  output: readonly [number, number];
  /** Where the model reasons. */
  reasoning?: readonly [number, number];
}

/** Shares of tasks seen in one shop (the practice articles): FAQ 65 %, moderate 20 %, complex 10 %, code 5 %. */
export const TASK_SHARES: readonly (readonly [Task, number])[] = [
  ['simple_faq', 65],
  ['fast', 10],
  ['balanced', 10],
  ['complex_reasoning', 10],
  ['code', 5],
];

export const TRAFFIC: Readonly<Record<Task, TaskTraffic>> = {
  simple_faq: {
    apps: [
      [supportBot, 55],
      [helpCenter, 35],
      [productSearch, 10],
    ],
    signal: 'short, with “?”',
    input: [140, 420],
    output: [110, 280],
  },
  fast: {
    apps: [
      [contentStudio, 50],
      [productSearch, 50],
    ],
    signal: 'mentions “summary”',
    input: [700, 2_500],
    output: [160, 400],
  },
  balanced: {
    apps: [
      [contentStudio, 60],
      [supportBot, 40],
    ],
    signal: 'no signal',
    input: [900, 3_500],
    output: [320, 900],
  },
  complex_reasoning: {
    apps: [
      [reportWriter, 65],
      [planning, 35],
    ],
    signal: 'mentions “compare”',
    input: [2_600, 9_000],
    output: [850, 2_200],
    reasoning: [400, 1_600],
  },
  code: {
    apps: [
      [codeReview, 60],
      [editor, 40],
    ],
    signal: 'mentions “refactor”',
    input: [1_900, 7_000],
    output: [700, 2_000],
  },
};
