import type { LoaderFunctionArgs } from '@remix-run/node'
import { OPERATIONS } from '#app/api/operations'
import { idCursor, pageOfList } from '#app/api/page-of-list'
import { readStudies } from '#app/api/read-studies.server'
import { answerProgram, readPlace } from '#app/http/answer-program.server'
import { findReach } from '#app/people/find-reach.server'

export function loader(args: LoaderFunctionArgs) {
  return answerProgram(args, OPERATIONS.listStudies, async (call) => {
    const { prisma, member, query } = call
    const { workspaceId } = member
    const after = readPlace(call, idCursor)
    const within = findReach(workspaceId, member)
    const rows = await readStudies(prisma, { workspaceId, within, limit: query.limit, ...(after && { after }) })
    return { body: pageOfList(rows, query.limit, ({ id }) => id) }
  })
}
