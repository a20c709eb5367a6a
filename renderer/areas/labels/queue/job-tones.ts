import type { Answer } from '../../../bridge/use-call';
import type { Tone } from '../../../kit/show/tone';

export type PrintJob = Answer<'print.jobs'>[number];

/** What each state of a print job means. */
export const jobTones: Readonly<Record<PrintJob['state'], Tone>> = {
  queued: 'gray',
  printing: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
};

/** What a person may do with a job: a waiting one is called off, one that failed or was called off is tried again. */
export const mayCancel = ({ state }: PrintJob) => state === 'queued' || state === 'failed';
export const mayRetry = ({ state }: PrintJob) => state === 'failed' || state === 'cancelled';
