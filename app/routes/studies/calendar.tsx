import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatMoment } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { runtime } from '#app/runtime.server'
import { findStudyName } from '#app/studies/find-study.server'
import { calendarMonths, weekdays } from '#app/studies/rhythm/calendar-months'
import { CalendarView } from '#app/studies/rhythm/calendar-view'
import { findRhythm } from '#app/studies/rhythm/find-rhythm.server'
import { listCalendar, skipPlanned } from '#app/studies/rhythm/list-planned.server'
import { isRehearsal } from '#app/studies/rhythm/rhythm'
import { calendarTitle } from '#app/studies/wave-words'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

/** The month that runs, and two years. */
const MONTHS = 25
const MONDAY = 1

const intentSchema = z.object({ intent: z.enum(['skip', 'restore']), id: z.uuid() })

async function openStudy(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const { prisma } = runtime().database
  const studyId = requireId(parameter)
  const study = await findStudyName(prisma, workspaceId, studyId)
  if (!study) throw notFound()
  return { prisma, actor, key: { workspaceId, studyId }, study }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, key, study } = await openStudy(request, params.studyId)
  const rhythm = (await findRhythm(prisma, key))?.rhythm
  const now = new Date()
  const waves = await listCalendar(prisma, key, now)
  const timeZone = rhythm?.timeZone ?? study.timeZone
  const firstWeekday = rhythm?.workingDays[0] ?? MONDAY
  const isInMinutes = rhythm !== undefined && isRehearsal(rhythm)
  const hasMonths = waves.length > 0 && !isInMinutes
  return {
    ...{ study, waves, timeZone, isInMinutes },
    months: hasMonths ? calendarMonths(waves, { from: now, months: MONTHS, timeZone, firstWeekday }) : [],
    weekdays: weekdays(firstWeekday),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, actor, key } = await openStudy(request, params.studyId)
  const form = parseForm(intentSchema, await readForm(request))
  if (!form.ok) return data({ error: 'rhythm.error.not-skipped' }, { status: 422 })
  const { id, intent } = form.data
  const isDone = await skipPlanned(prisma, key, { id, isSkipped: intent === 'skip', now: new Date() })
  if (!isDone) return data({ error: 'rhythm.error.not-skipped' }, { status: 409 })
  const details = { intent: `${intent}-planned-wave`, planned: id }
  const changed = { objectKind: 'study', objectId: key.studyId, details } as const
  await recordEvent(prisma, actor, { action: 'study-changed', ...changed })
  throw redirect(paths.calendar(key.studyId))
}

export default function CalendarPage() {
  const { t, i18n } = useTranslation()
  const { study, waves, timeZone, isInMinutes, months, weekdays } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const tell = (moment: Date) => formatMoment(i18n.language, moment, timeZone)
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>{' '}
        · <Link to={paths.rhythm(study.id)}>{t('rhythm.title')}</Link>
      </p>
      <h1>{t('rhythm.calendar.title')}</h1>
      <p>{t(isInMinutes ? 'rhythm.calendar.rehearsal' : 'rhythm.calendar.intro', { timeZone })}</p>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}
        </p>
      ) : null}
      {waves.length === 0 ? (
        <p className="empty">
          {t('rhythm.calendar.empty')} <Link to={paths.rhythm(study.id)}>{t('rhythm.open')}</Link>
        </p>
      ) : (
        <>
          <p>
            <a href={paths.calendarFile(study.id)} download>
              {t('rhythm.calendar.file')}
            </a>
          </p>
          {months.length > 0 ? <CalendarView months={months} weekdays={weekdays} /> : null}
          <h2>{t('rhythm.calendar.list')}</h2>
          <TableFrame label={t('rhythm.calendar.list')}>
            <table>
              <thead>
                <tr>
                  {(['opens', 'kind', 'state'] as const).map((name) => (
                    <th key={name} scope="col">
                      {t(`rhythm.calendar.${name}`)}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="visually-hidden">{t('words.edit')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {waves.map((wave) => (
                  <tr key={wave.id}>
                    <th scope="row" className="moment">
                      {tell(wave.opensAt)}
                      <br />
                      <span className="hint">{t('rhythm.calendar.until', { date: tell(wave.closesAt) })}</span>
                    </th>
                    <td>{calendarTitle(t, wave)}</td>
                    <td>
                      {t(wave.number === undefined ? `rhythm.state.${wave.state}` : `studies.state.${wave.state}`)}
                      {wave.reason ? <span className="quiet"> ({t(`rhythm.reason.${wave.reason}`)})</span> : null}
                    </td>
                    <td>
                      {wave.state === 'scheduled' || wave.state === 'skipped' ? (
                        <Skip id={wave.id} date={tell(wave.opensAt)} isSkipped={wave.state === 'skipped'} />
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      )}
    </main>
  )
}

function Skip({ id, date, isSkipped }: { id: string; date: string; isSkipped: boolean }) {
  const { t } = useTranslation()
  const intent = isSkipped ? 'restore' : 'skip'
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        name="intent"
        value={intent}
        className="link"
        aria-label={t(`rhythm.calendar.${intent}-one`, { date })}
      >
        {t(`rhythm.calendar.${intent}`)}
      </button>
    </Form>
  )
}
