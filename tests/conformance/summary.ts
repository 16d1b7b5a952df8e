import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Global set-up of the project: what each file's tally writes is printed together, after all files. */
export default function setup(): () => void {
  const directory = mkdtempSync(path.join(tmpdir(), 'conformance-summary-'));
  const file = path.join(directory, 'summary.txt');
  process.env['CONFORMANCE_SUMMARY'] = file;
  return () => {
    try {
      console.log(`\n${summarise(readFileSync(file, 'utf8'))}`);
    } catch {
      // No file of this project with a matrix has run.
    }
    rmSync(directory, { recursive: true, force: true });
  };
}

/** The tallies, and the sum of their `N of M cells passed`. */
function summarise(text: string): string {
  let passed = 0;
  let total = 0;
  for (const match of text.matchAll(/: (\d+) of (\d+) cells passed$/gm)) {
    passed += Number(match[1]);
    total += Number(match[2]);
  }
  return `${text}\nConformance: ${passed} of ${total} cells passed`;
}
