import { withClient } from '@/lib/boot/postgres/connect';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { starterConfig } from '@/lib/config/starter/seed-config';
import { replaySpan } from '@/lib/dryrun/replay-span';
import { openTarget } from '@/scripts/seed/target';

/**
 * Speed of a dry run over a seeded history, from the database to the report: `npm run seed -- --requests 300000`, then
 * `npm run bench:dry-run`. BENCH_WORKSPACE names another workspace than `seed`.
 */
const WANTED_PER_SECOND = 50_000;
const workspaceId = process.env['BENCH_WORKSPACE'] ?? 'seed';
const target = await openTarget();
process.env['DATABASE_URL'] = target.url;
try {
  await withClient(target.url, async (client) => {
    // The history is seeded by the configuration of a first start.
    const document = configDocumentSchema.parse(starterConfig(0));
    const rules = document.rules.map((rule) =>
      rule.id === 'auto-simple' ? { ...rule, targets: ['gpt-4.1-mini', 'deepseek-v3.2'] } : rule,
    );
    const learned = [
      { id: 'learned', name: 'Learned', when: { models: ['auto'] }, use: { kind: 'learned', dial: 5 } },
    ];
    for (const [name, content] of [
      ['no change', {}],
      ['one rule', { rules }],
      ['learned router', { rules: learned }],
      ['prices', { prices: document.prices.slice(0, 20).map((row) => ({ ...row, rate: '1' })) }],
    ] as const) {
      const span = { workspaceId, from: new Date(0), to: new Date(), teams: null };
      const before = process.cpuUsage();
      const result = await replaySpan(
        client,
        { version: 1, document, content, posteriors: [], span },
        async () => undefined,
        () => performance.now(),
      );
      const all = result.requests + result.notServed + result.unrouted + result.cached;
      if (all === 0) {
        console.error(
          `The workspace ${workspaceId} has no requests: \`npm run seed -- --requests 300000\` first.`,
        );
        process.exitCode = 1;
        return;
      }
      const cpu = process.cpuUsage(before);
      const cpuMicros = ((cpu.user + cpu.system) / all).toFixed(1);
      const perSecond = all / (result.tookMs / 1_000);
      const verdict = perSecond >= WANTED_PER_SECOND ? 'met' : 'missed';
      console.log(
        `${name.padEnd(16)} ${all} requests in ${result.tookMs} ms: ${Math.round(perSecond)}/s (${verdict}), ${cpuMicros} µs of this process's CPU each; ${result.moved} moved, $${result.costBeforeUsd} → $${result.costAfterUsd}`,
      );
    }
  });
} finally {
  await target.close();
}
