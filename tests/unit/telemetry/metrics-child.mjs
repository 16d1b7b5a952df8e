// A process that tells its metrics when it is asked: one counter of 1. `silent`: it never does.
const families = [
  { name: 'test_total', help: 'A test.', kind: 'counter', merge: 'sum', samples: [{ labels: {}, value: 1 }] },
];
process.on('message', ({ type, id }) => {
  if (type === 'metrics-ask' && process.argv[2] !== 'silent')
    process.send({ type: 'metrics-told', id, families });
});
process.once('disconnect', () => process.exit(0));
process.send({ type: 'ready' });
