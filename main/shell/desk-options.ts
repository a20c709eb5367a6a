import { resolve } from 'node:path';
import { AppError } from '../../shared/kernel/errors';
import { parseUrl } from './parse-url';

/** What a start of the desk was told. */
export interface DeskOptions {
  /** The data folder, absolute. */
  readonly folder: string;
  /** Address of the centre to begin with, or null: the desk then knows one already, or asks. */
  readonly api: string | null;
}

function valueOfFlag(argv: readonly string[], flag: string): string | undefined {
  const at = argv.findIndex((argument) => argument === flag || argument.startsWith(`${flag}=`));
  if (at < 0) return undefined;
  return argv[at]?.startsWith(`${flag}=`) ? argv[at].slice(flag.length + 1) : argv[at + 1];
}

function addressOf(text: string): string {
  const url = parseUrl(text);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new AppError('invalid', `The address of the centre must be http(s)://…, not "${text}".`, { field: 'api' });
  return text.replace(/\/+$/, '');
}

/** Reads `--data` or BACKROOM_DATA (else `usual`), and `--api` or BACKROOM_API. Throws `invalid` for an address that is none. */
export function readDeskOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  usual: string,
): DeskOptions {
  const folder = valueOfFlag(argv, '--data') ?? env['BACKROOM_DATA'];
  const api = valueOfFlag(argv, '--api') ?? env['BACKROOM_API'];
  return { folder: resolve(folder || usual), api: api ? addressOf(api) : null };
}
