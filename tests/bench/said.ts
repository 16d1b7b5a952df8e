import { readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const read = (...files: string[]) =>
  files.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');

/** What a model may say: text to learn from, and other text of the same kind to be measured by. */
export const SAID = {
  prose: {
    taught: () => read('docs/money.md', 'docs/budgets-and-alerts.md'),
    measured: () => read('README.md', 'docs/routing.md'),
  },
  code: {
    taught: () => read('lib/gateway/attempt.ts', 'lib/pricing/money.ts', 'lib/http/splice-json.ts'),
    measured: () => read('lib/resilience/breaker.ts', 'lib/routing/features.ts', 'lib/gateway/load.ts'),
  },
  Chinese: {
    taught: () =>
      '植物把光变成糖。叶子里的叶绿素吸收太阳的红光和蓝光。水首先被分解，剩下的氧气进入我们呼吸的空气。到了晚上，这个过程停止，植物依靠白天储存的能量生活。',
    measured: () =>
      '网关在花钱之前先记下要花多少，这样就不会丢失任何东西。如果第一个供应商没有及时回答，就会询问另一个。月底付账单的人想知道哪个团队产生了费用，以及为什么。',
  },
} as const;

export type Kind = keyof typeof SAID;
