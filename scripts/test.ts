import { ensureBuild } from '@/lib/boot/ensure-build';
import { conclude, perform, type Outcome } from './checks/outcome';
import { runPlaywright } from './checks/playwright';
import { verifyChecks } from './checks/verify-checks';
import { runVitest } from './checks/vitest';

const show = (text: string) => void process.stdout.write(text);

/** Built once here; the starts that tests make find it current. */
async function build(): Promise<Outcome> {
  const failure = await ensureBuild().then(
    () => undefined,
    (error: unknown) => String(error),
  );
  const isGood = failure === undefined;
  return {
    name: 'production build',
    passed: isGood ? 1 : 0,
    failed: isGood ? 0 : 1,
    skipped: [],
    output: failure ?? '',
  };
}

const outcomes = [
  ...(await verifyChecks()),
  await perform(build),
  await perform(() => runVitest('integration', show)),
  await perform(() => runVitest('security', show)),
  await perform(() => runVitest('conformance', show)),
  await perform(() => runVitest('faults', show)),
  await perform(() => runPlaywright(show)),
];
conclude(outcomes);
