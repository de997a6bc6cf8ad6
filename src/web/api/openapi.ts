import { PROBLEM } from '../../app/problem-answer.ts';
import { ACT_ENVELOPE, actSchema } from '../../app/requests.ts';
import { jsonSchema, type Schema } from '../../app/schema.ts';
import { ACTION_NAMES } from '../../domain/actions.ts';
import { type ApiRoute, problemsOf } from './api-route.ts';

type Json = Record<string, unknown>;

function content(schema: Json, type = 'application/json', example?: Json): Json {
  return { content: { [type]: { schema, ...(example === undefined ? {} : { example }) } } };
}

function bodySchema(body: Schema): Json {
  if (body !== ACT_ENVELOPE) return jsonSchema(body, 'input');
  return { oneOf: ACTION_NAMES.map((action) => jsonSchema(actSchema(action), 'input')) };
}

const FILE_BODY: Json = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', format: 'binary' } },
  required: ['file'],
};

function requestBody(route: ApiRoute): Json {
  if (route.body === null) return {};
  const described =
    route.body === 'multipart'
      ? content(FILE_BODY, 'multipart/form-data')
      : content(bodySchema(route.body), undefined, route.example);
  return { requestBody: { required: true, ...described } };
}

function parameters(route: ApiRoute): Json[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }));
  const query = jsonSchema(route.query, 'input');
  const required = (query['required'] as string[] | undefined) ?? [];
  const inQuery = Object.entries((query['properties'] as Json | undefined) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

/** Where an answer leads: the calls that take an id from it. */
function linksOf({ links = {} }: ApiRoute): Json {
  const rows = Object.entries(links).map(([operationId, at]) => [
    operationId,
    { operationId, parameters: { id: `$response.body#${at}` } },
  ]);
  return rows.length === 0 ? {} : { links: Object.fromEntries(rows) };
}

function answers(route: ApiRoute): Json {
  const good = Object.entries(route.answers).map(([status, schema]) => {
    if (schema === null) return [status, { description: 'done' }];
    const links = linksOf(route);
    const body =
      schema === 'file'
        ? { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
        : content(jsonSchema(schema, 'output'));
    return [status, { description: 'done', ...body, ...links }];
  });
  const problems = problemsOf(route).map((status) => [
    String(status),
    {
      description: 'problem',
      ...content({ $ref: '#/components/schemas/Problem' }, 'application/problem+json'),
    },
  ]);
  return Object.fromEntries([...good, ...problems]);
}

function operation(route: ApiRoute): Json {
  return {
    summary: route.summary,
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[/:]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    ...(route.permission === 'anyone' ? { security: [] } : {}),
    parameters: parameters(route),
    ...requestBody(route),
    responses: answers(route),
  };
}

/** The description of the HTTP interface in OpenAPI 3.1, from the rows and the schemas that check the input. */
export function openApi(routes: readonly ApiRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Đôn Đốc',
      version: '1',
      description: 'The register of the tasks that a People’s Committee assigns.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: jsonSchema(PROBLEM, 'output') },
    },
  };
}
