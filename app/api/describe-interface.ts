import type { TFunction } from 'i18next'
import { openApi, queryParameters, tagOf } from './open-api'
import { LIST, type Operation } from './operations'
import { PROBLEM_KINDS } from './problem'
import { nameOf } from './schemas'

type Json = Record<string, unknown>

interface Field {
  name: string
  /** as programs write it: `string`, `Study[]`, `"open" | "closed"` */
  type: string
  isRequired: boolean
  text: string
}

/** What the readable page shows of the interface: the same description that programs read, as rows. */
export function describeInterface(t: TFunction, publicUrl: string) {
  const { components } = openApi(t, publicUrl) as { components: { schemas: Record<string, Json> } }
  const calls = LIST.map((operation) => describeCall(t, operation))
  return {
    groups: [...new Set(LIST.map(tagOf))].map((tag) => ({ tag, calls: calls.filter((call) => call.tag === tag) })),
    things: Object.entries(components.schemas)
      .filter(([name]) => !name.endsWith('List'))
      .map(([name, schema]) => ({ name, fields: fieldsOf(schema) })),
    problems: PROBLEM_KINDS.map((kind) => ({
      ...{ kind, title: t(`api.problem.${kind}.title`), text: t(`api.problem.${kind}.text`) },
    })),
  }
}

function describeCall(t: TFunction, operation: Operation) {
  const { id, method, path, action, query, body, answer, isRepeatable = false } = operation
  return {
    ...{ id, method, path: `/api/v1${path}`, action, tag: tagOf(operation), isRepeatable },
    parameters: queryParameters(t, query).map(({ name, required, schema, description }) => ({
      ...{ name: String(name), isRequired: required === true, type: typeOf(schema as Json) },
      text: String(description ?? ''),
    })),
    sends: body && ('schema' in body ? nameOf(body.schema) : body.mediaType),
    answers: answer.schema && shortName(nameOf(answer.schema)),
  }
}

/** A page of a list is told as the list that it is. */
const shortName = (name: string) => name.replace(/List$/, '[]')

function fieldsOf({ properties = {}, required = [] }: Json): Field[] {
  const needed = required as string[]
  return Object.entries(properties as Record<string, Json>).map(([name, schema]) => ({
    ...{ name, type: typeOf(schema), isRequired: needed.includes(name), text: String(schema.description ?? '') },
  }))
}

/** A schema in one line, as programs write types. */
function typeOf(schema: Json): string {
  const { $ref, type, format, anyOf, items, properties, additionalProperties } = schema
  if (typeof $ref === 'string') return shortName($ref.split('/').at(-1) ?? '')
  const values = schema.enum
  if (Array.isArray(values))
    return values.length > 12 ? 'string' : values.map((value) => JSON.stringify(value)).join(' | ')
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeOf(one as Json)).join(' | ')
  if (type === 'array') return `${typeOf(items as Json)}[]`
  if (properties)
    return `{ ${Object.entries(properties as Record<string, Json>)
      .map(([name, own]) => `${name}: ${typeOf(own)}`)
      .join(', ')} }`
  if (type === 'object') return `{ [name]: ${typeOf((additionalProperties ?? {}) as Json)} }`
  return format ? String(format) : String(type ?? 'any')
}
