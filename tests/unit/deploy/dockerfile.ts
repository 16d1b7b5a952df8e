import { readFileSync } from 'node:fs';

export interface Instruction {
  name: string;
  text: string;
}

export interface Stage {
  from: string;
  as: string | undefined;
  instructions: Instruction[];
}

/** The stages of a Dockerfile, comments left out and continued lines joined. */
export function readStages(file = 'Dockerfile'): Stage[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, from = '', as] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(text) ?? [];
      stages.push({ from, as, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}
