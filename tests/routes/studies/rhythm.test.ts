import { beforeEach, describe, expect, test } from 'vitest'
import { action as calendarAction, loader as calendarLoader } from '#app/routes/studies/calendar'
import { loader as fileLoader } from '#app/routes/studies/calendar-ics'
import { action, loader } from '#app/routes/studies/rhythm'
import { action as studyAction } from '#app/routes/studies/study'
import { formOf } from '#app/studies/rhythm/rhythm-form'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { makeWave } from '#tests/factories/make-wave'
import { catchResponse } from '#tests/setup/catch-response'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
/** Counted from a day in a year that has passed: waves come from today on. */
const FORM = formOf(makeRhythm({ firstOn: '2026-01-15' }), true)

let workspaceId = ''
let studyId = ''
beforeEach(async () => {
  const world = await makeAskingStudy(t.prisma)
  workspaceId = world.workspaceId
  studyId = world.studyId
})

const ask = async (form?: Record<string, string>) =>
  routeArguments(await signedInRequest('/x', { workspaceId, ...(form && { form }) }), { studyId })
/** What the action gives back, with its status. */
async function post(form: Record<string, string>) {
  const answer = (await action(await ask(form))) as {
    data: {
      errors: Record<string, string[]>
      values: Record<string, unknown>
      preview?: { seen: string; isAgain: boolean; change: { added: unknown[]; removed: unknown[] } }
    }
    init: { status?: number } | null
  }
  return { ...answer.data, status: answer.init?.status ?? 200 }
}
const planned = () => t.prisma.plannedWave.findMany({ where: { workspaceId }, orderBy: { opensAt: 'asc' } })

/** Sees what changes, then saves it. */
async function save(form: Record<string, string>): Promise<Response> {
  const { preview } = await post(form)
  return catchResponse(action(await ask({ ...form, seen: preview?.seen ?? '' })))
}

describe('the rhythm of a study', () => {
  test('is shown with what will change, and saved after that', async () => {
    const shown = await post(FORM)
    expect(shown).toMatchObject({ status: 200, errors: {}, preview: { isAgain: false } })
    expect(shown.preview?.change.added.length).toBe(8)
    expect(await planned()).toEqual([])
    const saved = await save(FORM)
    expect(saved.headers.get('location')).toBe(`/studies/${studyId}/calendar`)
    expect((await planned()).length).toBe(8)
    expect(((await loader(await ask())) as { stored: Record<string, string> }).stored).toEqual(FORM)
  })

  test('is not saved where something else was shown', async () => {
    const { preview } = await post(FORM)
    const changed = await post({ ...FORM, length: '10', seen: preview?.seen ?? '' })
    expect(changed).toMatchObject({ status: 200, preview: { isAgain: true } })
    expect(await planned()).toEqual([])
  })

  test('keeps what was typed where something is wrong', async () => {
    const refused = await post({ ...FORM, timeZone: 'Nowhere', holidays: 'Christmas' })
    expect(refused).toMatchObject({
      status: 422,
      errors: { timeZone: ['rhythm.error.time-zone'], holidays: ['rhythm.error.holiday'] },
      values: { timeZone: 'Nowhere', holidays: 'Christmas' },
    })
  })

  test('refuses a questionnaire that does not exist', async () => {
    const form = { ...FORM, pulseUnit: 'monthly', pulseLength: '5', pulseInstrument: 'nothing@7' }
    const { preview } = await post(form)
    expect(await post({ ...form, seen: preview?.seen ?? '' })).toMatchObject({
      status: 422,
      errors: { pulseInstrument: ['rhythm.error.unknown-instrument'] },
    })
  })

  test('that rests takes planned waves away and leaves what opened', async () => {
    await save(FORM)
    const { active: _active, ...resting } = FORM
    expect((await post(resting)).preview?.change.removed.length).toBe(8)
    const saved = await save(resting)
    expect(saved.headers.get('location')).toBe(`/studies/${studyId}`)
    expect(await planned()).toEqual([])
  })

  test('in minutes is refused where mails leave through a server', async () => {
    const minutes = { ...FORM, unit: 'minutes', every: '10', length: '4' }
    expect((await post(minutes)).status).toBe(200)
    const { env } = t.runtime
    Object.assign(t.runtime, { env: { ...env, hasOutboxPage: false } })
    expect(await post(minutes)).toMatchObject({ status: 422, errors: { unit: ['rhythm.error.rehearsal'] } })
  })
})

describe('the calendar', () => {
  test('shows two years, and one wave can be left out and taken back', async () => {
    await save(FORM)
    const shown = (await calendarLoader(await ask())) as { waves: { id: string; state: string }[]; months: unknown[] }
    expect(shown.waves.length).toBe(8)
    expect(shown.months.length).toBe(25)
    const [first] = shown.waves
    const press = async (intent: string) => catchResponse(calendarAction(await ask({ intent, id: first?.id ?? '' })))
    expect((await press('skip')).status).toBe(302)
    expect((await planned())[0]).toMatchObject({ state: 'skipped' })
    // the rhythm is changed meanwhile: what was left out stays so
    await save({ ...FORM, openingHour: '14' })
    expect((await planned()).filter(({ state }) => state === 'skipped').length).toBe(1)
    expect((await press('restore')).status).toBe(302)
    expect((await planned())[0]).toMatchObject({ state: 'scheduled' })
  })

  test('is a file for calendar programs, for those who run the study', async () => {
    await save(FORM)
    const response = await catchResponse(fileLoader(await ask()) as Promise<unknown>)
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await response.text()
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBe(8)
  })
})

describe('the page of a study', () => {
  const press = async (form: Record<string, string>) => {
    try {
      const answer = (await studyAction(await ask(form))) as { data: { error: string }; init: { status: number } }
      return { status: answer.init.status, error: answer.data.error }
    } catch (thrown) {
      if (thrown instanceof Response) return { status: thrown.status }
      throw thrown
    }
  }

  test('pauses, resumes, extends, closes and opens a wave again', async () => {
    const closesAt = new Date(Date.now() + 5 * 24 * 3_600_000)
    const wave = await makeWave(t.prisma, { workspaceId, studyId, closesAt, publishDelayMinutes: 60 })
    const waveId = wave.id
    const read = () => t.prisma.wave.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: waveId } } })
    const dayIn = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10)
    expect(await press({ intent: 'pause', waveId })).toEqual({ status: 302 })
    expect(await press({ intent: 'pause', waveId })).toEqual({ status: 409, error: 'studies.error.not-open' })
    expect(await press({ intent: 'resume', waveId })).toEqual({ status: 302 })
    expect(await press({ intent: 'extend', waveId, closesOn: dayIn(1) })).toEqual({
      status: 409,
      error: 'studies.error.end-not-later',
    })
    expect(await press({ intent: 'extend', waveId, closesOn: 'soon' })).toEqual({
      status: 422,
      error: 'studies.error.day',
    })
    expect(await press({ intent: 'extend', waveId, closesOn: dayIn(20) })).toEqual({ status: 302 })
    expect((await read()).closesAt.toISOString().slice(0, 10)).toBe(dayIn(20))
    expect(await press({ intent: 'close-wave', waveId })).toEqual({ status: 302 })
    expect((await read()).state).toBe('closed')
    expect(await press({ intent: 'reopen', waveId, closesOn: dayIn(9) })).toEqual({ status: 302 })
    expect((await read()).state).toBe('open')
    expect(await press({ intent: 'publish-now', waveId })).toEqual({ status: 409, error: 'studies.error.not-closed' })
  })

  test('knows nothing of the waves of other studies', async () => {
    const other = await makeAskingStudy(t.prisma)
    const wave = await makeWave(t.prisma, { workspaceId: other.workspaceId, studyId: other.studyId })
    for (const intent of ['pause', 'resume', 'publish-now', 'close-wave'])
      expect(await press({ intent, waveId: wave.id })).toEqual({ status: 409, error: 'studies.error.unknown-wave' })
    expect(await press({ intent: 'reopen', waveId: wave.id, closesOn: '2030-01-01' })).toMatchObject({ status: 409 })
  })
})
