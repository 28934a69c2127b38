import type { LoaderFunctionArgs } from '@remix-run/node'
import { readAnswering, readSectionTitles } from '#app/disclosure/read-answering.server'
import { findResultStudy } from '#app/disclosure/read-results.server'
import { requestLanguage } from '#app/i18n/request-language'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'
import { recordLook } from './record-look.server'

/** How a study's waves were answered, for those who may take data, with the pages and languages that there are. */
export async function openAnswering({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId } = member
  const language = requestLanguage(request.headers)
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  await recordLook(prisma, member, request, study.id)
  const waves = await readAnswering(prisma, workspaceId, study.id)
  const seen = new Set(waves.flatMap(({ counts }) => Object.keys(counts?.pageSeconds ?? {})))
  const sections = await readSectionTitles(prisma, { workspaceId, studyId: study.id, language })
  return {
    study: { id: study.id, name: study.name },
    waves,
    pages: sections.filter(({ id }) => seen.has(id)),
    languages: [...new Set(waves.flatMap(({ counts }) => Object.keys(counts?.languages ?? {})))].sort(),
  }
}
