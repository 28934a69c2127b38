import type { LoaderFunctionArgs } from '@remix-run/node'
import { readAnswering, readSectionTitles } from '#app/disclosure/read-answering.server'
import { findResultStudy } from '#app/disclosure/read-results.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'
import { recordLook } from './record-look.server'

/** The study for those who may take its data. @throws 403 for other roles, 404 for others' studies */
export async function openAnswering({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  await recordLook(prisma, member, request, study.id)
  return { prisma, workspaceId, study }
}

/** How its waves were answered, with the pages and languages that there are. */
export async function readSigns(
  { prisma, workspaceId, study }: Awaited<ReturnType<typeof openAnswering>>,
  language: string,
) {
  const waves = await readAnswering(prisma, workspaceId, study.id)
  const seen = new Set(waves.flatMap(({ counts }) => Object.keys(counts?.pageSeconds ?? {})))
  const sections = await readSectionTitles(prisma, { workspaceId, studyId: study.id, language })
  return {
    waves,
    pages: sections.filter(({ id }) => seen.has(id)),
    languages: [...new Set(waves.flatMap(({ counts }) => Object.keys(counts?.languages ?? {})))].sort(),
  }
}
