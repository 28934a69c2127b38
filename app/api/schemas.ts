import { z } from 'zod'
import { MEASURES } from '#app/disclosure/release'
import { listDataFiles } from '#app/exports/data-files'
import { BUNDLE_FILE, METADATA_FILES } from '#app/exports/file-names'
import { BUNDLE_FORMATS, exportFormSchema } from '#app/exports/requests/export-form'
import { EXPORT_STATES } from '#app/exports/requests/export-states'
import { SHAPES } from '#app/exports/shapes'
import { AUDIENCES } from '#app/studies/promise'
import { WAVE_STATES } from '#app/studies/wave-life'
import { SIDES } from '#app/trust/scored-response'

/** The things of the interface by name: components of its description, and what tests hold every answer against. */
const named = z.registry<{ id: string }>()

function name<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  named.add(schema, { id })
  return schema
}

/** Descriptions are keys of texts: the description of the interface is there in each language of the pages. */
const told = <Schema extends z.ZodType>(schema: Schema, description: string): Schema =>
  schema.meta({ description }) as Schema

const moment = () => z.iso.datetime()
const count = () => z.int().min(0)
const words = () => told(z.record(z.string(), z.string()), 'api.field.words')

const instrumentKey = z.object({
  name: told(z.string(), 'api.field.instrument-name'),
  version: told(z.int().min(1), 'api.field.instrument-version'),
})

export const studySchema = name(
  'Study',
  z.object({
    id: z.uuid(),
    name: z.string(),
    audience: told(z.enum(AUDIENCES), 'api.field.audience'),
    minimum_group_size: told(z.int().min(1), 'api.field.minimum-group-size'),
    function_weights: told(z.record(z.string(), z.number()).optional(), 'api.field.function-weights'),
    instrument: instrumentKey,
    relationships: told(count(), 'api.field.relationships'),
    published_waves: told(count(), 'api.field.published-waves'),
    created_at: moment(),
  }),
)

export const waveSchema = name(
  'Wave',
  z.object({
    id: z.uuid(),
    number: told(z.int().min(1), 'api.field.wave-number'),
    kind: told(z.enum(['full', 'pulse', 'onset']), 'api.field.wave-kind'),
    state: told(z.enum(WAVE_STATES), 'api.field.wave-state'),
    instrument: instrumentKey,
    is_imported: told(z.boolean(), 'api.field.is-imported'),
    opened_at: moment(),
    closes_at: moment(),
    published_at: moment().nullable(),
  }),
)

export const instrumentSchema = name(
  'Instrument',
  z.object({
    ...instrumentKey.shape,
    title: z.string(),
    languages: z.array(z.string()),
    is_own: told(z.boolean(), 'api.field.is-own'),
  }),
)

export const instrumentDetailsSchema = name(
  'InstrumentDetails',
  z.object({
    ...instrumentSchema.shape,
    definition: told(z.record(z.string(), z.unknown()), 'api.field.definition'),
    texts: told(z.record(z.string(), z.record(z.string(), z.unknown())), 'api.field.texts'),
  }),
)

const releasedValue = name(
  'ReleasedValue',
  z.object({
    side: z.enum([...SIDES, 'both']),
    index: told(z.string(), 'api.field.index'),
    measure: told(z.enum(MEASURES), 'api.field.measure'),
    status: told(z.enum(['released', 'withheld']), 'api.field.status'),
    n: told(count().optional(), 'api.field.n'),
    n_to: told(count().optional(), 'api.field.n-to'),
    n_effective: told(z.number().optional(), 'api.field.n-effective'),
    mean: z.number().optional(),
    sd: z.number().optional(),
    se: z.number().optional(),
    ci_low: told(z.number().optional(), 'api.field.ci'),
    ci_high: told(z.number().optional(), 'api.field.ci'),
    indicative_half: told(z.number().optional(), 'api.field.indicative-half'),
    waves: told(count().optional(), 'api.field.waves-together'),
  }),
)

export const releasedIndicesSchema = name(
  'ReleasedIndices',
  z.object({
    wave: told(z.int().min(1), 'api.field.wave-number'),
    relationship_id: z.uuid(),
    relationship: told(z.string(), 'api.field.relationship'),
    respondents: told(z.object({ buyer: count(), supplier: count() }), 'api.field.respondents'),
    values: z.array(releasedValue),
  }),
)

const valueLabel = z.object({ value: z.union([z.number(), z.string()]), label: words() })
const variable = name(
  'Variable',
  z.object({
    name: z.string(),
    kind: told(z.string(), 'api.field.variable-kind'),
    type: z.enum(['integer', 'decimal', 'text']),
    measure: z.enum(['nominal', 'ordinal', 'scale']),
    label: words(),
    question: words(),
    values: told(z.array(valueLabel), 'api.field.values'),
    missing: told(z.array(valueLabel), 'api.field.missing'),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    unit: words().optional(),
    construct: told(z.string(), 'api.field.construct'),
    is_reversed: z.boolean(),
    source: z.string(),
    code: told(z.string(), 'api.field.code'),
    universe: told(z.string(), 'api.field.universe'),
    instruments: z.array(z.string()),
    waves: told(z.array(z.int()), 'api.field.variable-waves'),
    note: words(),
  }),
)

export const codebookSchema = name(
  'Codebook',
  z.object({
    table: z.enum(SHAPES),
    languages: z.array(z.string()),
    rows: told(count(), 'api.field.rows'),
    variables: z.array(variable),
  }),
)

const FILES = [
  BUNDLE_FILE,
  ...METADATA_FILES,
  ...listDataFiles().flatMap(({ files }) => files.map(({ name: file }) => file)),
] as [string, ...string[]]

/** What a form of the page of data asks too, with the files named one by one. */
export const exportRequestSchema = name(
  'ExportRequest',
  z.object({
    file: told(z.enum(FILES, { error: 'exports.error.file' }), 'api.field.file'),
    purpose: told(exportFormSchema.shape.purpose, 'api.field.purpose'),
    language: told(exportFormSchema.shape.language, 'api.field.language'),
    formats: told(z.array(z.enum(BUNDLE_FORMATS)).max(10).default([]), 'api.field.formats'),
  }),
)

export const exportSchema = name(
  'Export',
  z.object({
    id: z.uuid(),
    study_id: z.uuid(),
    file: z.string(),
    purpose: z.string(),
    language: z.string(),
    formats: z.array(z.string()),
    state: told(z.enum(EXPORT_STATES), 'api.field.export-state'),
    rows_written: count(),
    rows_total: count(),
    bytes: count().nullable(),
    sha256: told(z.string().nullable(), 'api.field.sha256'),
    created_at: moment(),
    ready_at: moment().nullable(),
    expires_at: told(moment().nullable(), 'api.field.expires-at'),
    links: z.object({ self: z.string(), file: told(z.string().nullable(), 'api.field.file-link') }),
  }),
)

export const importFormSchema = name(
  'ImportForm',
  z.object({
    columns: z.array(z.object({ name: z.string(), is_required: z.boolean() })),
    languages: z.array(z.string()),
    functions: z.array(z.string()),
  }),
)

export const importResultSchema = name(
  'ImportResult',
  z.object({
    dry_run: told(z.boolean(), 'api.field.dry-run'),
    added: count(),
    changed: count(),
    unchanged: count(),
  }),
)

const problemError = z.object({
  pointer: told(z.string().optional(), 'api.field.pointer'),
  parameter: told(z.string().optional(), 'api.field.parameter'),
  line: told(z.int().optional(), 'api.field.line'),
  column: z.string().optional(),
  found: told(z.string().optional(), 'api.field.found'),
  detail: z.string(),
})
export type ProblemError = z.infer<typeof problemError>

export const problemSchema = name(
  'Problem',
  z.object({
    type: told(z.string(), 'api.field.problem-type'),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: told(z.array(problemError).optional(), 'api.field.errors'),
    error_count: told(z.int().optional(), 'api.field.error-count'),
  }),
)
export type Problem = z.infer<typeof problemSchema>

const MOST_ON_A_PAGE = 200
const USUAL_ON_A_PAGE = 50

/** Parameters of every list. */
export const pageSchema = z.object({
  limit: told(
    z.coerce
      .number({ error: 'api.error.limit' })
      .int({ error: 'api.error.limit' })
      .min(1, { error: 'api.error.limit' })
      .max(MOST_ON_A_PAGE, { error: 'api.error.limit' })
      .default(USUAL_ON_A_PAGE),
    'api.field.limit',
  ),
  cursor: told(z.string().max(500, { error: 'api.error.cursor' }).optional(), 'api.field.cursor'),
})

export const indicesQuerySchema = pageSchema.extend({
  wave: told(
    z.coerce
      .number({ error: 'api.error.wave' })
      .int({ error: 'api.error.wave' })
      .min(1, { error: 'api.error.wave' })
      .max(9999, { error: 'api.error.wave' })
      .optional(),
    'api.field.wave-query',
  ),
  measure: told(z.enum(MEASURES, { error: 'api.error.measure' }).default('level'), 'api.field.measure-query'),
})

export const codebookQuerySchema = z.object({
  table: told(z.enum(SHAPES, { error: 'api.error.table' }).default('wide'), 'api.field.table'),
})

export const importQuerySchema = z.object({
  dry_run: told(z.enum(['true', 'false'], { error: 'api.error.dry-run' }).default('false'), 'api.field.dry-run-query'),
})

/** A page of a list: its things, and where the next one begins. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  const id = `${named.get(schema)?.id ?? ''}List`
  return name(
    id,
    z.object({ data: z.array(schema), next_cursor: told(z.string().nullable(), 'api.field.next-cursor') }),
  )
}

/** Schemas of all things by their names, as JSON Schema 2020-12 that refers from one to another. */
export function namedSchemas(): Record<string, Record<string, unknown>> {
  // of what is sent as of what is answered: what may be left out may be left out
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io: 'input' })
  return schemas as Record<string, Record<string, unknown>>
}

export const nameOf = (schema: z.ZodType): string => named.get(schema)?.id ?? ''
