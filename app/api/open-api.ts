import type { TFunction } from 'i18next'
import { z } from 'zod'
import { COMMON_REFUSALS, LIST, type Operation, pathParameters } from './operations'
import { PROBLEM_TYPE } from './problem'
import { namedSchemas, nameOf, problemSchema } from './schemas'

type Json = Record<string, unknown>
type Word = TFunction

/** Of the interface as it is described; grows when something is added, the path changes when something is taken away. */
const API_VERSION = '1.0.0'

const PATTERNS: Readonly<Record<string, Json>> = {
  study_id: { type: 'string', format: 'uuid' },
  export_id: { type: 'string', format: 'uuid' },
  name: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' },
  version: { type: 'integer', minimum: 1 },
}

/**
 * The description of the interface (OpenAPI 3.1), made from the schemas that check what is sent and hold what is answered.
 * @param publicUrl where it is reached, without a slash at its end
 */
export function openApi(t: Word, publicUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of LIST) {
    const own = paths[operation.path] ?? {}
    own[operation.method.toLowerCase()] = describeOperation(t, operation)
    paths[operation.path] = own
  }
  return {
    openapi: '3.1.0',
    info: {
      ...{ title: t('api.title'), version: API_VERSION, description: t('api.text') },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ key: [] }],
    tags: tagNames().map((name) => ({ name, description: t(`api.tag.${name}`) })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: t('api.key') } },
      schemas: Object.fromEntries(Object.entries(namedSchemas()).map(([name, schema]) => [name, worded(t, schema)])),
      headers: describeHeaders(t),
      responses: Object.fromEntries(
        [...new Set([...COMMON_REFUSALS, ...LIST.flatMap(({ refusals }) => refusals)])].map((status) => [
          `Problem${status}`,
          describeProblem(t, status),
        ]),
      ),
    },
  }
}

/** Calls are grouped by the first word of their path. */
export const tagOf = ({ path }: Pick<Operation, 'path'>) => path.split('/')[1] ?? ''
const tagNames = () => [...new Set(LIST.map(tagOf))]

function describeOperation(t: Word, operation: Operation): Json {
  const { id, query, body, isRepeatable, answer, action, method } = operation
  const isFile = method === 'GET' && !answer.schema
  const header = (name: string) => ({ $ref: `#/components/headers/${name}` })
  const limits = { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') }
  const succeeded: Json = {
    description: t('api.answer.ok'),
    headers: {
      ...limits,
      ...(method === 'GET' && { ETag: header('ETag') }),
      ...(answer.status === 201 && { Location: header('Location') }),
    },
    ...(answer.schema && { content: { 'application/json': { schema: reference(answer.schema) } } }),
    ...(isFile && { content: { 'application/octet-stream': {} } }),
  }
  const refused = [...COMMON_REFUSALS, ...operation.refusals].sort((a, b) => a - b)
  return {
    ...{ operationId: id, summary: t(`api.call.${id}.title`) },
    description: `${t(`api.call.${id}.text`)} ${t('api.needs', { right: t(`account.keys.right.${action}`) })}`,
    tags: [tagOf(operation)],
    parameters: [
      ...pathParameters(operation).map((name) => ({
        ...{ name, in: 'path', required: true, schema: PATTERNS[name] },
        description: t(`api.parameter.${name}`),
      })),
      ...queryParameters(t, query),
      ...(isRepeatable
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              schema: { type: 'string', maxLength: 100 },
              description: t('api.parameter.idempotency-key'),
            },
          ]
        : []),
      ...(method === 'GET' && !isFile
        ? [
            {
              name: 'If-None-Match',
              in: 'header',
              schema: { type: 'string' },
              description: t('api.parameter.if-none-match'),
            },
          ]
        : []),
      ...(isFile
        ? [{ name: 'Range', in: 'header', schema: { type: 'string' }, description: t('api.parameter.range') }]
        : []),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: { [body.mediaType]: { schema: 'schema' in body ? reference(body.schema) : { type: 'string' } } },
      },
    }),
    responses: {
      [answer.status]: succeeded,
      // a request that is repeated under the same key made nothing more
      ...(answer.status === 201 && { 200: { ...succeeded, description: t('api.answer.repeated') } }),
      ...(isFile && { 206: { ...succeeded, description: t('api.answer.part') } }),
      ...(method === 'GET' && { 304: { description: t('api.answer.unchanged') } }),
      ...Object.fromEntries(refused.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])),
    },
  }
}

const reference = (schema: z.ZodType) => ({ $ref: `#/components/schemas/${nameOf(schema)}` })

/** The parameters of a query, each with its schema; `required` where there is no other value. */
export function queryParameters(t: Word, query: z.ZodObject | undefined): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' }) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  // numbers are read from words, so that their schema says nothing of them until they are numbers
  const numbers = z.toJSONSchema(query, { io: 'output' }).properties as Record<string, Json>
  return Object.keys(properties).map((name) => {
    const { description, ...schema } = worded(t, numbers[name] ?? {}) as Json
    return { name, in: 'query', required: required.includes(name) && !('default' in schema), schema, description }
  })
}

function describeHeaders(t: Word): Json {
  const text = (name: string) => ({ description: t(`api.header.${name}`), schema: { type: 'string' } })
  return {
    ETag: text('etag'),
    Location: text('location'),
    RateLimit: text('rate-limit'),
    'RateLimit-Policy': text('rate-limit-policy'),
    'Retry-After': { description: t('api.header.retry-after'), schema: { type: 'integer' } },
  }
}

function describeProblem(t: Word, status: number): Json {
  return {
    description: t(`api.status.${status}`),
    content: { [PROBLEM_TYPE]: { schema: reference(problemSchema) } },
    ...(status === 429 && { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }),
  }
}

/** A schema with its descriptions in words; what only stands at the top of a schema of its own is left out. */
function worded(t: Word, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => worded(t, one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, own]) =>
      key === '$schema' || key === '$id'
        ? []
        : [[key, key === 'description' && typeof own === 'string' ? t(own) : worded(t, own)]],
    ),
  )
}
