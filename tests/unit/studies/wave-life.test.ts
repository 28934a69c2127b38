import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movesOnAt, possibleSteps, type StepName, takeStep, type WaveLife, type WaveStep } from '#app/studies/wave-life'

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 9))
const HOUR = 3_600_000

function makeLife(values: Partial<WaveLife> = {}): WaveLife {
  return {
    state: 'open',
    isTrial: false,
    isImported: false,
    closesAt: at(20),
    closedAt: null,
    pausedAt: null,
    graceUntil: null,
    publishAt: null,
    publishedAt: null,
    graceMinutes: 0,
    publishDelayMinutes: 0,
    ...values,
  }
}

/** @throws where a step is refused */
function walk(life: WaveLife, ...steps: [WaveStep | StepName, Date][]): WaveLife {
  return steps.reduce((current, [step, now]) => {
    const result = takeStep(current, typeof step === 'string' ? ({ step } as WaveStep) : step, now)
    if (!result.ok) throw new Error(result.reason)
    return result.life
  }, life)
}

const refusal = (life: WaveLife, step: WaveStep | StepName, now = at(10)) => {
  const result = takeStep(life, typeof step === 'string' ? ({ step } as WaveStep) : step, now)
  return result.ok ? undefined : result.reason
}

describe('a wave', () => {
  test('opens, ends on its day, and is published at once where nothing else was said', () => {
    const life = walk(makeLife({ state: 'scheduled' }), ['open', at(1)], ['end', at(20)], ['publish', at(20)])
    expect(life).toMatchObject({ state: 'published', closedAt: at(20), publishedAt: at(20) })
  })

  test('waits for what was begun, then for its day of publication', () => {
    const open = makeLife({ graceMinutes: 120, publishDelayMinutes: 3 * 24 * 60 })
    const closing = walk(open, ['end', at(20)])
    expect(closing).toMatchObject({ state: 'closing', graceUntil: new Date(at(20).getTime() + 2 * HOUR) })
    expect(refusal(closing, 'settle', at(20))).toBe('not-due')
    const closed = walk(closing, ['settle', new Date(at(20).getTime() + 2 * HOUR)])
    expect(closed).toMatchObject({ state: 'closed', publishAt: new Date(at(23).getTime() + 2 * HOUR) })
    expect(refusal(closed, 'publish', at(23))).toBe('not-due')
    expect(walk(closed, ['publish-now', at(21)], ['publish', at(21)]).state).toBe('published')
  })

  test('does not wait for what was begun after a standstill of days', () => {
    expect(walk(makeLife({ graceMinutes: 120 }), ['end', at(25)]).state).toBe('closed')
  })

  test('is not ended before its time, and not while it is paused', () => {
    expect(refusal(makeLife(), 'end', at(19))).toBe('not-due')
    expect(refusal(walk(makeLife(), ['pause', at(10)]), 'end', at(25))).toBe('not-open')
  })

  test('gets the time back that a pause took', () => {
    expect(walk(makeLife(), ['pause', at(10)], ['resume', at(13)])).toMatchObject({
      state: 'open',
      closesAt: at(23),
      pausedAt: null,
    })
  })

  test('can be extended while it takes answers, only to a later end, and not for ever', () => {
    const extend = (closesAt: Date): WaveStep => ({ step: 'extend', closesAt })
    expect(walk(makeLife(), [extend(at(25)), at(10)]).closesAt).toEqual(at(25))
    expect(refusal(makeLife(), extend(at(15)))).toBe('end-not-later')
    expect(refusal(makeLife(), extend(at(365)))).toBe('end-too-late')
    expect(refusal(makeLife(), extend(at(25)), at(26))).toBe('end-not-later')
    expect(refusal(walk(makeLife(), ['close', at(10)]), extend(at(25)))).toBe('not-open')
  })

  test('can be closed early, at once, whatever was begun', () => {
    const life = walk(makeLife({ graceMinutes: 120 }), ['close', at(10)])
    expect(life).toMatchObject({ state: 'closed', closedAt: at(10), graceUntil: null })
  })

  test('can be opened again until it is published, and not afterwards', () => {
    const reopen: WaveStep = { step: 'reopen', closesAt: at(28) }
    const closed = walk(makeLife({ publishDelayMinutes: 60 }), ['end', at(20)])
    expect(walk(closed, [reopen, at(20)])).toMatchObject({
      state: 'open',
      closesAt: at(28),
      closedAt: null,
      publishAt: null,
    })
    expect(refusal(walk(closed, ['publish', at(21)]), reopen, at(21))).toBe('published')
    expect(refusal(makeLife(), reopen)).toBe('not-closed')
    expect(refusal(closed, { step: 'reopen', closesAt: at(19) }, at(20))).toBe('end-not-later')
  })

  test('that is a trial can be extended, and is deleted in the end: nothing else', () => {
    const trial = makeLife({ isTrial: true })
    expect(possibleSteps(trial)).toEqual(['extend'])
    for (const step of ['pause', 'close', 'end'] as const) expect(refusal(trial, step, at(25))).toBe('trial')
  })

  test('that was imported is published, and never opened: nobody could answer it', () => {
    const imported = makeLife({ isImported: true, state: 'closed', closedAt: at(1) })
    expect(possibleSteps(imported)).toEqual(['publish-now'])
    expect(refusal(imported, { step: 'reopen', closesAt: at(20) })).toBe('imported')
    expect(walk(imported, ['publish', at(2)]).state).toBe('published')
  })
})

const steps = fc.oneof(
  fc
    .constantFrom<StepName>('open', 'pause', 'resume', 'close', 'publish-now', 'end', 'settle', 'publish')
    .map((step) => ({ step }) as WaveStep),
  fc.record({
    step: fc.constantFrom('extend' as const, 'reopen' as const),
    closesAt: fc.integer({ min: 1, max: 200 }).map(at),
  }),
)
const lives = fc.record({
  graceMinutes: fc.constantFrom(0, 120, 4320),
  publishDelayMinutes: fc.constantFrom(0, 1440, 20160),
})
const stories = fc.array(fc.record({ step: steps, hours: fc.integer({ min: 0, max: 100 }) }), { maxLength: 60 })

function tell(settings: Partial<WaveLife>, story: { step: WaveStep; hours: number }[]) {
  let life = makeLife({ state: 'scheduled', ...settings })
  let now = at(1)
  const told = [{ life, now, step: undefined as StepName | undefined }]
  for (const { step, hours } of story) {
    now = new Date(now.getTime() + hours * HOUR)
    const result = takeStep(life, step, now)
    if (!result.ok) continue
    life = result.life
    told.push({ life, now, step: step.step })
  }
  return told
}

describe('whatever happens in whatever order', () => {
  test('a wave opens once and is published once, and nothing comes after', () => {
    fc.assert(
      fc.property(lives, stories, (settings, story) => {
        const told = tell(settings, story)
        expect(told.filter(({ step }) => step === 'open').length).toBeLessThanOrEqual(1)
        const published = told.findIndex(({ life }) => life.state === 'published')
        expect(published === -1 || published === told.length - 1).toBe(true)
      }),
    )
  })

  test('what is stored fits together', () => {
    fc.assert(
      fc.property(lives, stories, (settings, story) => {
        for (const { life } of tell(settings, story)) {
          const isAnswering = ['scheduled', 'open', 'paused'].includes(life.state)
          expect(life.closedAt === null).toBe(isAnswering)
          expect(life.pausedAt !== null).toBe(life.state === 'paused')
          expect(life.publishedAt !== null).toBe(life.state === 'published')
          if (isAnswering) expect(life.graceUntil).toBeNull()
          if (life.state === 'closing') expect(life.graceUntil).not.toBeNull()
        }
      }),
    )
  })

  test('answers are never taken and published at the same time: between an open wave and a published one it was closed', () => {
    fc.assert(
      fc.property(lives, stories, (settings, story) => {
        const told = tell(settings, story)
        for (const [place, { life }] of told.entries())
          if (life.state === 'published') expect(told[place - 1]?.life.state).toBe('closed')
      }),
    )
  })

  test('left alone, a wave that is not paused comes to its publication', () => {
    fc.assert(
      fc.property(lives, stories, (settings, story) => {
        const last = tell(settings, story).at(-1)
        if (!last || ['scheduled', 'paused'].includes(last.life.state)) return
        let { life } = last
        for (let moves = 0; life.state !== 'published'; moves++) {
          expect(moves).toBeLessThan(3)
          const due = movesOnAt(life)
          if (!due) throw new Error(`a wave that is ${life.state} waits for nothing`)
          const step = ({ open: 'end', closing: 'settle', closed: 'publish' } as Record<string, StepName>)[life.state]
          life = walk(life, [step as StepName, new Date(Math.max(due.getTime(), last.now.getTime()))])
        }
      }),
    )
  })

  test('the buttons are those steps that are possible', () => {
    fc.assert(
      fc.property(lives, stories, (settings, story) => {
        const last = tell(settings, story).at(-1)
        if (!last || last.life.state === 'scheduled') return
        const later = new Date(Math.max(last.now.getTime(), last.life.closesAt.getTime()) + HOUR)
        for (const name of ['pause', 'resume', 'close', 'publish-now', 'extend', 'reopen'] as const) {
          const step = { step: name, closesAt: later } as WaveStep
          const isPossible = takeStep(last.life, step, last.now).ok
          // what fails for its date alone has a button
          const reason = refusal(last.life, step, last.now)
          expect(possibleSteps(last.life).includes(name)).toBe(isPossible || reason === 'end-too-late')
        }
      }),
    )
  })
})
