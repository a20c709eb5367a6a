import type { FastifyInstance } from 'fastify';

/** Requests that are being answered get so long to finish. */
const DRAIN_MS = 8000;
const LOOK_MS = 10;

/**
 * Returns the function that closes the server: new requests are refused, those at work are answered, and then every connection ends.
 * Connections that only stand open, or have never sent anything, would otherwise hold the server for a minute.
 */
export function drainAtClose(app: FastifyInstance): () => Promise<void> {
  let working = 0;
  app.addHook('onRequest', async (_request, reply) => {
    working += 1;
    reply.raw.once('close', () => (working -= 1));
  });
  return async () => {
    const end = performance.now() + DRAIN_MS;
    const timer = setInterval(() => {
      if (working === 0 || performance.now() > end) app.server.closeAllConnections();
    }, LOOK_MS);
    try {
      await app.close();
    } finally {
      clearInterval(timer);
    }
  };
}
