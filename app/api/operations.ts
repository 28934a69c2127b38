import type { z } from 'zod'
import type { Action } from '#app/people/may'
import {
  codebookQuerySchema,
  codebookSchema,
  exportRequestSchema,
  exportSchema,
  importFormSchema,
  importQuerySchema,
  importResultSchema,
  indicesQuerySchema,
  instrumentDetailsSchema,
  instrumentSchema,
  listOf,
  pageSchema,
  releasedIndicesSchema,
  studySchema,
  waveSchema,
} from './schemas'

/** What a program can ask for: the interface is described, checked and answered from this and nothing else. */
export interface Operation {
  /** names its texts, and the function in programs that are made from the description */
  id: string
  method: 'GET' | 'POST' | 'DELETE'
  /** below `/api/v1`, with `{parameters}` */
  path: string
  /** what the member of the key must be allowed to do, and the key made for */
  action: Action
  query?: z.ZodObject
  /** what is sent */
  body?: { mediaType: 'application/json'; schema: z.ZodObject } | { mediaType: 'text/csv' }
  /** how the log calls such a look; else it says that the interface was asked */
  look?: 'results-viewed' | 'file-taken'
  /** repeating the call with the same key changes nothing more, and is answered alike */
  isRepeatable?: true
  answer: { status: 200 | 201 | 204; schema?: z.ZodType }
  /** statuses of its own, beside those that every call may get */
  refusals: readonly number[]
}

const READ = { method: 'GET', refusals: [404] } as const

export const OPERATIONS = {
  listStudies: {
    ...{ ...READ, id: 'listStudies', path: '/studies', action: 'see-results', query: pageSchema, refusals: [422] },
    answer: { status: 200, schema: listOf(studySchema) },
  },
  getStudy: {
    ...{ ...READ, id: 'getStudy', path: '/studies/{study_id}', action: 'see-results' },
    answer: { status: 200, schema: studySchema },
  },
  listWaves: {
    ...{ ...READ, id: 'listWaves', path: '/studies/{study_id}/waves', action: 'see-results' },
    ...{ query: pageSchema, refusals: [404, 422], answer: { status: 200, schema: listOf(waveSchema) } },
  },
  listIndices: {
    ...{ ...READ, id: 'listIndices', path: '/studies/{study_id}/indices', action: 'see-results' },
    ...{ query: indicesQuerySchema, refusals: [404, 422], look: 'results-viewed' },
    answer: { status: 200, schema: listOf(releasedIndicesSchema) },
  },
  getCodebook: {
    ...{ ...READ, id: 'getCodebook', path: '/studies/{study_id}/codebook', action: 'take-data' },
    ...{
      query: codebookQuerySchema,
      look: 'file-taken',
      refusals: [404, 422],
      answer: { status: 200, schema: codebookSchema },
    },
  },
  listInstruments: {
    ...{ ...READ, id: 'listInstruments', path: '/instruments', action: 'take-data', query: pageSchema },
    ...{ refusals: [422], answer: { status: 200, schema: listOf(instrumentSchema) } },
  },
  getInstrument: {
    ...{ ...READ, id: 'getInstrument', path: '/instruments/{name}/{version}', action: 'take-data' },
    answer: { status: 200, schema: instrumentDetailsSchema },
  },
  listExports: {
    ...{ ...READ, id: 'listExports', path: '/studies/{study_id}/exports', action: 'take-data', query: pageSchema },
    ...{ refusals: [404, 422], answer: { status: 200, schema: listOf(exportSchema) } },
  },
  createExport: {
    ...{ id: 'createExport', method: 'POST', path: '/studies/{study_id}/exports', action: 'take-data' },
    ...{ body: { mediaType: 'application/json', schema: exportRequestSchema }, isRepeatable: true },
    ...{ refusals: [400, 404, 411, 413, 415, 422], answer: { status: 201, schema: exportSchema } },
  },
  getExport: {
    ...{ ...READ, id: 'getExport', path: '/exports/{export_id}', action: 'take-data' },
    answer: { status: 200, schema: exportSchema },
  },
  cancelExport: {
    ...{ id: 'cancelExport', method: 'DELETE', path: '/exports/{export_id}', action: 'take-data' },
    ...{ refusals: [404, 409], answer: { status: 204 } },
  },
  downloadExport: {
    ...{ ...READ, id: 'downloadExport', path: '/exports/{export_id}/file', action: 'take-data' },
    ...{ look: 'file-taken', refusals: [404, 409, 410, 416], answer: { status: 200 } },
  },
  getImportForm: {
    ...{ ...READ, id: 'getImportForm', path: '/participants/import', action: 'import-people', refusals: [] },
    answer: { status: 200, schema: importFormSchema },
  },
  importParticipants: {
    ...{ id: 'importParticipants', method: 'POST', path: '/participants/import', action: 'import-people' },
    ...{ query: importQuerySchema, body: { mediaType: 'text/csv' }, isRepeatable: true },
    ...{ refusals: [411, 413, 415, 422], answer: { status: 200, schema: importResultSchema } },
  },
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof OPERATIONS

/** Every call may be refused so: no key, not allowed, another method, too often, and a fault of ours. */
export const COMMON_REFUSALS = [401, 403, 405, 429, 500] as const

export const LIST: readonly Operation[] = Object.values(OPERATIONS)

/** Parameters in the path: `study_id`. */
export function pathParameters({ path }: Pick<Operation, 'path'>): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter)
}

/** What can be done at an address, for `Allow`; HEAD goes wherever GET does. */
export function methodsAt(path: string): string[] {
  return LIST.filter((one) => one.path === path).flatMap(({ method }) =>
    method === 'GET' ? ['GET', 'HEAD'] : [method],
  )
}
