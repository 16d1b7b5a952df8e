import { z } from 'zod';
import { TollgateApi, CallError } from './tollgate/api';
import { batchCommand } from './tollgate/batch';
import { benchCommand } from './tollgate/bench';
import { configCommand } from './tollgate/config';
import { estimateCommand } from './tollgate/estimate';
import { keysCommand } from './tollgate/keys';
import { ledgerCommand } from './tollgate/ledger';
import { readArguments, UsageError, type Arguments } from './tollgate/read-arguments';
import { reportCommand } from './tollgate/report';

const USAGE = `npm run tollgate -- COMMAND … [--json]

keys list | create NAME [--team T] [--workspace W] | revoke ID
config export | diff FILE | publish FILE [--note TEXT] [--version N --seen N]
                                         with what diff said: refused when others changed something since
batch submit FILE [--endpoint /v1/chat/completions] [--concurrency N] [--max-cost USD] [--watch]
batch estimate FILE [--endpoint …]      what the file may cost
batch list | show ID | watch ID | cancel ID | results ID [--errors]
estimate FILE                    what the request in FILE (the body of a chat) costs, there and on every other model
report [--month 2026-11] [--workspace W]
report --on 2026-11-10 [--days 30]       before and after a change
bench estimate | run MODEL… [--requests 20] [--concurrency 4] [--ways gateway,direct] [--max-tokens 64]
      [--prompts short|medium|long|FILE] [--max-cost 1] [--watch]
bench list | show ID | watch ID | cancel ID
ledger verify | replay | reconcile | …     as npm run ledger

Where: TOLLGATE_URL, else the Tollgate that runs over TOLLGATE_DATA_DIR here.
As whom: TOLLGATE_TOKEN (a service token, or TOLLGATE_ADMIN_TOKEN); batch and estimate: TOLLGATE_KEY, a virtual key.`;

type Command = (api: TollgateApi, args: Arguments) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  keys: keysCommand,
  config: configCommand,
  batch: batchCommand,
  estimate: estimateCommand,
  report: reportCommand,
  bench: benchCommand,
  ledger: ledgerCommand,
};

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  const [name] = args.words;
  if (name === undefined || args.options.help === true) return console.log(USAGE);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command “${name}”.`);
  await command(new TollgateApi(), { ...args, words: args.words.slice(1) });
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message} npm run tollgate shows what there is.`);
  else if (error instanceof CallError) console.error(error.message);
  else if (error instanceof z.ZodError)
    console.error('The answer could not be understood: is that a Tollgate, and of this version?');
  else console.error(error);
  process.exitCode = 1;
});
