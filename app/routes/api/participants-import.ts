import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { importPeople } from '#app/api/import-people.server'
import { OPERATIONS } from '#app/api/operations'
import { answerProgram, idempotencyKeyOf, requireMediaType } from '#app/http/answer-program.server'
import { LANGUAGES } from '#app/i18n/languages'
import { FUNCTIONS } from '#app/relationships/functions'
import { columnsOf } from '#app/relationships/import-columns'
import { LONGEST_FILE } from '#app/relationships/parse-import'

/** More reasons than anybody reads; a file with more has one thing wrong everywhere. */
const MOST_PROBLEMS = 1000

/** What a list must look like. */
export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.getImportForm, async () => ({
    body: {
      columns: columnsOf('participants').map(({ name, isRequired }) => ({ name, is_required: isRequired })),
      ...{ languages: LANGUAGES, functions: FUNCTIONS },
    },
  }))
}

export function action(args: ActionFunctionArgs) {
  return answerProgram(args, OPERATIONS.importParticipants, async ({ prisma, member, query, request, refuse, t }) => {
    const { workspaceId, memberId, actor } = member
    const idempotencyKey = idempotencyKeyOf(request)
    requireMediaType(request, 'text/csv')
    const bytes = await request.arrayBuffer()
    const text = bytes.byteLength > LONGEST_FILE ? undefined : new TextDecoder('utf-8').decode(bytes)
    const isDryRun = query.dry_run === 'true'
    const ask = { workspaceId, memberId, actor, text, isDryRun, idempotencyKey, now: new Date() }
    const done = await importPeople(prisma, ask)
    if (done.ok) return { body: { dry_run: isDryRun, ...done.counts } }
    if (done.reason === 'other-request')
      throw refuse('other-request', 422, { detail: t('api.problem.other-request.text') })
    throw refuse('invalid-file', 422, {
      detail: t('imports.nothing-imported'),
      error_count: done.problems.length,
      errors: done.problems
        .toSorted((a, b) => a.line - b.line)
        .slice(0, MOST_PROBLEMS)
        .map(({ line, column, found, code, values = {} }) => ({
          ...{ line, detail: t(code, values) },
          ...(column !== undefined && { column }),
          ...(found !== undefined && { found }),
        })),
    })
  })
}
