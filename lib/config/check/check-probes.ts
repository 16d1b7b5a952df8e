import { missing } from './missing';
import type { ParsedEntries } from './parse-entries';
import type { ConfigProblem } from './problem';

/** Probes of models that their provider does not offer, or for the books of no workspace. */
export function checkProbes(
  { entries, incomplete }: ParsedEntries,
  { workspaces }: { workspaces: ReadonlySet<string> },
): ConfigProblem[] {
  return entries.providers.flatMap(({ index, value: { id, probe } }) => {
    if (probe === undefined) return [];
    const at = `providers[${index}].probe`;
    const problems: ConfigProblem[] = [];
    if (!workspaces.has(probe.workspace))
      problems.push({ path: `${at}.workspace`, message: missing('workspace', probe.workspace) });
    if (incomplete.has('models')) return problems;
    probe.models?.forEach((name, position) => {
      const model = entries.models.find(
        ({ value }) => value.id === name || value.aliases.includes(name),
      )?.value;
      const path = `${at}.models[${position}]`;
      if (model?.offers.some(({ provider }) => provider === id) !== true)
        problems.push({ path, message: `"${id}" offers no model "${name}"` });
      else if (model.capabilities?.embeddings === true)
        problems.push({ path, message: `"${name}" makes embeddings; only chats are probed` });
    });
    return problems;
  });
}
