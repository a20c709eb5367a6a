import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';
import { parseInput } from '../../shared/kernel/parse';
import { syncMessages } from '../../shared/protocol/sync';
import { PROTOCOL } from '../../shared/protocol/version';

const names = new Map<unknown, string>(Object.entries(syncMessages).map(([name, schema]) => [schema, name]));

/** The only recursion in our messages is "any JSON value", which JSON Schema says with an empty schema. */
function withoutRecursion(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRecursion);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return {};
  const entries = Object.entries(value).filter(([name]) => name !== '$defs' && name !== '$schema');
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutRecursion(inner)]));
}

const jsonSchema = (schema: z.ZodType) =>
  withoutRecursion(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) as Record<string, object>; // an object stays one

/** A message by its name, another schema as it is, plain JSON Schema as it came. */
function named(schema: unknown): object {
  const name = names.get(schema);
  if (name) return { $ref: `#/components/schemas/${name}` };
  if (schema instanceof z.ZodType) return jsonSchema(schema);
  return typeof schema === 'object' && schema !== null ? schema : {};
}

/** Answers in the document: a message, or plain text that says what it is. */
function answers(response: unknown): Record<string, unknown> {
  const entries = Object.entries(response ?? {}).map(([status, schema]) => [status, named(schema)] as const);
  return { ...Object.fromEntries(entries), default: { description: 'Any failure', ...named(syncMessages.problem) } };
}

function documented(schema: FastifySchema): FastifySchema {
  const { body, params, querystring, response, ...rest } = schema;
  return {
    ...rest,
    ...(body ? { body: named(body) } : {}),
    ...(params ? { params: named(params) } : {}),
    ...(querystring ? { querystring: named(querystring) } : {}),
    response: answers(response),
  };
}

/** Routes say what they take as zod schemas: from them come the validation and `/openapi.json`. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => ({ value: parseInput(schema, data) }));
  app.setSerializerCompiler(() => JSON.stringify);
  const schemas = Object.fromEntries(Object.entries(syncMessages).map(([name, schema]) => [name, jsonSchema(schema)]));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Backroom central API', version: String(PROTOCOL) },
      components: { schemas },
    },
    transform: ({ schema, url }) => ({ schema: documented(schema ?? {}), url }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
