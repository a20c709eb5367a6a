/** The resolutions that label printers come in, dots per inch. */
export const RESOLUTIONS = [203, 300, 600] as const;

interface Draft {
  readonly name: string;
  readonly host: string;
  /** NaN while what is typed is no number. */
  readonly port: number;
}

/** A name of the network or an address; nothing with a scheme, a port or a path. */
const host =
  /^(?=.{1,253}$)[A-Za-z0-9_][\w-]{0,62}(\.[A-Za-z0-9_][\w-]{0,62})*\.?$|^\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*\]?$/;

/** The fields of a printer that are not right yet. */
export function printerFaults({ name, host: at, port }: Draft): { name?: true; host?: true; port?: true } {
  const named = name.trim() !== '' && name.trim().length <= 60;
  return {
    ...(named ? {} : { name: true }),
    ...(host.test(at.trim()) ? {} : { host: true }),
    ...(Number.isInteger(port) && port >= 1 && port <= 65535 ? {} : { port: true }),
  };
}
