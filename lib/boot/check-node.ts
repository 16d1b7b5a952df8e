const OLDEST = { major: 20, minor: 19 };

/** What is wrong with this Node, in one line; undefined when it will do. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return `Tollgate needs Node ${OLDEST.major}.${OLDEST.minor} or newer; this is ${version}.`;
}
