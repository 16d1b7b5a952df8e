import { build } from 'esbuild';

/** One TypeScript entry with all that it imports of ours, as plain JavaScript in one file. Names are kept readable for stacks and profiles. */
export async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}
