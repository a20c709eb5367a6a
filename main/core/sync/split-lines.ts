import { AppError } from '../../../shared/kernel/errors';

/** No honest line is longer: a row holds texts of at most some 100,000 characters each. */
const LINE_LIMIT = 4 * 1024 * 1024;

/** Bytes as they arrive → the lines that are complete, in batches. What follows the last line end is dropped as incomplete. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LIMIT) throw new AppError('damaged', 'A line has no end', { reason: 'centre.garbled' });
    if (lines.length > 0) yield lines;
  }
}
