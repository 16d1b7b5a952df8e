'use strict';
// Run by `npm start` before anything else is loaded, in words that any Node understands: an old one would fail inside
// some dependency with a page of its own.
const OLDEST = { major: 20, minor: 19 };

/** What is wrong with this Node, in one line; undefined when it will do. */
function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  if (parts[0] > OLDEST.major || (parts[0] === OLDEST.major && parts[1] >= OLDEST.minor)) return undefined;
  return 'Tollgate needs Node ' + OLDEST.major + '.' + OLDEST.minor + ' or newer; this is ' + version + '.';
}

module.exports = { nodeProblem };

if (require.main === module) {
  const problem = nodeProblem(process.versions.node);
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
}
