import { parseArgs } from 'node:util';
import { AppError } from '../shared/kernel/errors';
import { isNewerData } from '../shared/store/format/file-format';
import { createCentre, type Centre } from './app';
import { runCommand, type Place } from './commands';
import { demoShop } from './demo/demo-shop';
import { logToStderr } from './log';

const help = `The central API of Backroom.

  --port <number>      4780 by default; 0 takes a free one
  --host <address>     127.0.0.1 by default
  --data <folder>      where the embedded database lies; .data/central by default
  --demo               fill an empty database with the demo shop, and show its people to everybody
  --orders <number>    so many orders in the demo shop
  --variants <number>  so many variants in the demo shop
  --name <text>        what people see on the sign-in screen

Instead of starting it, for whoever keeps it:

  backup <file>        a copy of the embedded database, while it works; on PostgreSQL: pg_dump
  restore <file>       puts such a copy in its place; the centre must stand still
  new-epoch            after a restore of PostgreSQL: desks send again what was lost
  check-audit          walks the audit log and tells the first entry of each chain that was changed

With DATABASE_URL set it works on that PostgreSQL instead of the embedded database.
Ends with code 3, and changes nothing, when a newer Backroom has written the data.`;

const whole = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} wants a whole number, not "${text}".`);
  return value;
};

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean' },
      orders: { type: 'string' },
      variants: { type: 'string' },
      name: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const orders = whole(values.orders, 'orders');
  const variants = whole(values.variants, 'variants');
  return {
    ...values,
    command: positionals,
    port: whole(values.port, 'port') ?? 4780,
    size: { ...(orders === undefined ? {} : { orders }), ...(variants === undefined ? {} : { variants }) },
  };
}

const print = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** 3: a later release has written this data, so that whoever starts it knows that trying again does not help. */
const codeOf = (error: unknown) => (isNewerData(error) ? 3 : 1);

/** Requests get so long to finish. */
const DRAIN_MS = 10_000;

/** Lets requests finish at SIGTERM and SIGINT; a second signal does not wait. */
function endAtSignals(centre: Centre): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    centre.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logToStderr('error', 'close.failed', { message: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Does what was asked and says so in plain words. */
async function command(place: Place, words: readonly string[]): Promise<void> {
  try {
    const { lines, code } = await runCommand(place, words);
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = code;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = codeOf(error);
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return void process.stdout.write(`${help}\n`);
  const url = process.env['DATABASE_URL'];
  const dataDir = options.data ?? '.data/central';
  if (options.command.length > 0) return command({ databaseUrl: url, dataDir }, options.command);
  const centre = await createCentre({
    ...(url ? { databaseUrl: url } : { dataDir }),
    ...(options.demo ? { demo: demoShop(Date.now(), options.size) } : {}),
    ...(options.name ? { name: options.name } : {}),
    log: logToStderr,
  });
  endAtSignals(centre);
  const address = await centre.listen(options.port, options.host ?? '127.0.0.1');
  const { registrationCode, administrator } = centre.first;
  print({
    ready: true,
    url: address,
    ...(registrationCode ? { registrationCode } : {}),
    ...(administrator ? { administrator } : {}),
  });
}

main().catch((error: unknown) => {
  logToStderr('error', 'start.failed', {
    message: isNewerData(error) ? error.message : String((error instanceof Error && error.stack) || error),
  });
  process.exitCode = codeOf(error);
});
