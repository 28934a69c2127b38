import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { requestLanguage } from '#app/i18n/request-language'
import { translateTo } from '#app/i18n/texts-of'
import { runtime } from '#app/runtime.server'
import { findStudyName } from '#app/studies/find-study.server'
import { calendarFile } from '#app/studies/rhythm/calendar-file.server'
import { listCalendar } from '#app/studies/rhythm/list-planned.server'
import { calendarTitle } from '#app/studies/wave-words'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const { database, env } = runtime()
  const studyId = requireId(params.studyId)
  const study = await findStudyName(database.prisma, workspaceId, studyId)
  if (!study) throw notFound()
  const language = requestLanguage(request.headers)
  const t = translateTo(language)
  const now = new Date()
  const waves = await listCalendar(database.prisma, { workspaceId, studyId }, now)
  const file = calendarFile({
    name: study.name,
    waves: waves.filter(({ state }) => state !== 'skipped' && state !== 'missed'),
    titleOf: (wave) => t('rhythm.calendar.event', { study: study.name, kind: calendarTitle(t, wave) }),
    url: `${env.publicUrl}${paths.study(studyId)}`,
    now,
  })
  return new Response(file, {
    headers: fileHeaders('waves.ics', 'text/calendar; charset=utf-8'),
  })
}
