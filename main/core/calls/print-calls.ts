import { AppError } from '../../../shared/kernel/errors';
import { labelZpl } from '../../../shared/labels/zpl';
import type { Label, PrinterConfig, PrintJob } from '../../../shared/protocol/ipc';
import { listDesigns } from '../print/label-designs';
import { layoutOf, previewLabel, saveLabelPdf } from '../print/labels';
import { getSettings } from '../settings';
import type { StoredPrintJob } from '../store/journal/print-jobs';
import { actorWith, readAs, type CallNeeds, type Handlers } from './call-needs';

type Names =
  | 'label.designs'
  | 'label.preview'
  | 'label.pdf'
  | 'print.enqueue'
  | 'print.jobs'
  | 'print.retry'
  | 'print.cancel'
  | 'printer.list'
  | 'printer.save'
  | 'printer.remove';

const PRINT = 'labels.label.print';
/** Printers are an allow-list of where this desk connects to, so not everybody who prints may change it. */
const KEEP_PRINTERS = 'labels.printer.update';

const jobOf = ({ content: _content, ...job }: StoredPrintJob): PrintJob => job;

async function labelNeeds(needs: CallNeeds) {
  const actor = actorWith(needs, PRINT);
  const { language } = await getSettings(needs.journal.settings);
  return { actor, language, read: readAs(needs, actor), files: needs.ports.files };
}

async function printerOf({ journal }: CallNeeds, id: string): Promise<PrinterConfig> {
  const printer = (await journal.printers.list()).find((one) => one.id === id);
  if (printer) return printer;
  throw new AppError('notFound', 'no such printer', { field: 'printerId', reason: 'printer.gone' });
}

/** What is printed is laid out now: a job that waits prints what the person saw. */
async function enqueue(
  needs: CallNeeds,
  { id, printerId, copies, ...label }: Label & { id: string; printerId: string; copies: number },
): Promise<PrintJob> {
  const ready = await labelNeeds(needs);
  const printer = await printerOf(needs, printerId);
  const { layout, title } = await layoutOf(ready, label, printer.dpi);
  const at = needs.ports.clock.now();
  const actor = ready.actor.userId;
  const content = labelZpl(layout, copies);
  const job = await needs.journal.printJobs.add({ id, title, printerId, copies, at, actor, content });
  needs.changes.announce({ topic: 'print' });
  needs.queue.wake();
  return jobOf(job);
}

async function step(needs: CallNeeds, id: string, from: PrintJob['state'][], state: 'queued' | 'cancelled') {
  actorWith(needs, PRINT);
  await needs.journal.printJobs.get(id);
  const done = await needs.journal.printJobs.update(id, from, { state, tries: 0, error: null });
  if (!done) throw new AppError('conflict', `the job cannot be ${state} now`, { reason: 'print.otherState' });
  needs.changes.announce({ topic: 'print' });
  needs.queue.wake();
  return null;
}

/** Labels as picture, as PDF, and on a printer of the desk's own list. */
export function printCalls(needs: CallNeeds): Handlers<Names> {
  const { journal, changes } = needs;
  return {
    'label.designs': async () => listDesigns((await labelNeeds(needs)).read),
    'label.preview': async (label) => previewLabel(await labelNeeds(needs), label),
    'label.pdf': async (input) => saveLabelPdf(await labelNeeds(needs), input),
    'print.enqueue': (input) => enqueue(needs, input),
    async 'print.jobs'({ limit }) {
      actorWith(needs, PRINT);
      return (await journal.printJobs.list(limit)).map(jobOf);
    },
    'print.retry': ({ id }) => step(needs, id, ['failed', 'cancelled'], 'queued'),
    'print.cancel': ({ id }) => step(needs, id, ['queued', 'failed'], 'cancelled'),
    async 'printer.list'() {
      actorWith(needs, PRINT);
      return journal.printers.list();
    },
    async 'printer.save'(printer) {
      actorWith(needs, KEEP_PRINTERS);
      await journal.printers.save(printer);
      changes.announce({ topic: 'print' });
      return journal.printers.list();
    },
    async 'printer.remove'({ id }) {
      actorWith(needs, KEEP_PRINTERS);
      await journal.printers.remove(id);
      changes.announce({ topic: 'print' });
      return journal.printers.list();
    },
  };
}
