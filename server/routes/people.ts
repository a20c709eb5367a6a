import type { FastifyInstance } from 'fastify';
import {
  deviceSchema,
  registerDeviceSchema,
  renewGrantSchema,
  signedGrantSchema,
  signInSchema,
  type RegisterDevice,
  type RenewGrant,
  type SignIn,
} from '../../shared/protocol/sync';
import { registerDevice } from '../identity/devices';
import { renewGrant, signIn } from '../identity/sign-in';
import type { Context } from '../context';

/** `POST /devices` and `POST /sign-in`: where secrets are tried, so few tries are taken from one address, and from one desk. */
export function peopleRoutes(app: FastifyInstance, context: Context): void {
  const rateLimit = { max: context.limits.attempts, timeWindow: 60_000 };
  app.post<{ Body: RegisterDevice }>(
    '/devices',
    {
      config: { rateLimit },
      schema: { summary: 'Turn a machine into a desk', body: registerDeviceSchema, response: { 200: deviceSchema } },
    },
    ({ body }) => registerDevice(context, body),
  );
  const perDesk = app.rateLimit({ ...rateLimit, groupId: 'desk', keyGenerator: (request) => request.device });
  app.post<{ Body: SignIn }>(
    '/sign-in',
    {
      config: { signed: true, rateLimit },
      preHandler: perDesk,
      schema: { summary: 'Sign a person in at a desk', body: signInSchema, response: { 200: signedGrantSchema } },
    },
    ({ body, device }) => signIn(context, device, body),
  );
  app.post<{ Body: RenewGrant }>(
    '/sign-in/renew',
    {
      config: { signed: true },
      schema: { summary: 'Renew a grant', body: renewGrantSchema, response: { 200: signedGrantSchema } },
    },
    ({ body, device }) => renewGrant(context, device, body),
  );
}
