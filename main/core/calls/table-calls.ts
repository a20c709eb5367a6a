import { stringify } from 'csv-stringify/sync';
import type { CallNeeds, Handlers } from './call-needs';

/** Tables that a person takes away, in the form that spreadsheets read without being asked. */
export function tableCalls({ ports, session }: CallNeeds): Handlers<'table.save'> {
  return {
    async 'table.save'({ name, columns, rows, separator }) {
      session.actor();
      const text = stringify([columns, ...rows], {
        delimiter: separator,
        record_delimiter: 'windows',
        bom: true,
        escape_formulas: true,
      });
      return { path: await ports.files.saveAs(`${name}.csv`, Buffer.from(text, 'utf8')) };
    },
  };
}
