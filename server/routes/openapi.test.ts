import { helloSchema, syncMessages } from '../../shared/protocol/sync';
import { PROTOCOL } from '../../shared/protocol/version';
import { TestCentres } from '../../test/harness/test-centre';

const centres = new TestCentres();
afterAll(() => centres.close());

test('/openapi.json describes every route and message, and every reference in it leads somewhere', async () => {
  const { url } = await centres.open('SQLite');
  const text = await (await fetch(`${url}/openapi.json`)).text();
  const document = JSON.parse(text);
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: String(PROTOCOL) } });
  expect(Object.keys(document.paths).sort()).toEqual([
    '/audit',
    '/blobs/{sha256}',
    '/devices',
    '/health',
    '/hello',
    '/sign-in',
    '/sign-in/renew',
    '/sync/clients',
    '/sync/clients/{id}/retire',
    '/sync/events',
    '/sync/pull',
    '/sync/push',
    '/sync/snapshot/{*}',
    '/sync/snapshot/{scope}/file',
  ]);
  expect(Object.keys(document.components.schemas)).toEqual(Object.keys(syncMessages));
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!);
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references) {
    const path = reference.replace('#/', '').split('/');
    expect({ reference, found: path.reduce((at, name) => at?.[name], document) !== undefined }).toEqual({
      reference,
      found: true,
    });
  }
  const push = document.paths['/sync/push'].post;
  expect(push.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/push' });
  expect(document.components.schemas.push.properties.mutations).toMatchObject({
    type: 'array',
    minItems: 1,
    maxItems: 500,
  });
});

test('/health and /hello speak to everybody', async () => {
  const { url } = await centres.open('SQLite', { name: 'Corner shop' });
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok', database: 'sqlite' });
  expect(helloSchema.parse(await (await fetch(`${url}/hello`)).json())).toMatchObject({
    name: 'Corner shop',
    protocol: PROTOCOL,
    demo: { code: 'TEST-CODE' },
  });
});
