import type { LoaderFunctionArgs } from '@remix-run/node'
import { OPERATIONS } from '#app/api/operations'
import { openStudyData } from '#app/exports/study-data.server'
import { answerProgram } from '#app/http/answer-program.server'
import { notFound, requireId } from '#app/http/guards.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.getCodebook, async ({ prisma, member, query }) => {
    const data = await openStudyData(prisma, member.workspaceId, requireId(args.params.study_id))
    if (!data) throw notFound()
    const { languages, rowCount, variables } = await data[query.table]()
    const told = variables.map(({ isReversed, ...variable }) => ({ ...variable, is_reversed: isReversed }))
    return { body: { table: query.table, languages, rows: rowCount, variables: told } }
  })
}
