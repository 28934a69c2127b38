/**
 * The life of a wave. `scheduled` is a planned wave before it opens; a paused one takes no answers and its clock stands
 * still; in a closing one what was begun can still be handed in; a closed one waits for publication.
 */
export const WAVE_STATES = ['scheduled', 'open', 'paused', 'closing', 'closed', 'published'] as const
export type WaveState = (typeof WAVE_STATES)[number]

export interface WaveLife {
  state: WaveState
  /** never counts, and is deleted when it ends */
  isTrial: boolean
  /** answered elsewhere, long ago: nobody has a link to it */
  isImported: boolean
  /** when answering ends */
  closesAt: Date
  /** when it did */
  closedAt: Date | null
  pausedAt: Date | null
  /** until when what was begun can be handed in */
  graceUntil: Date | null
  /** from when on it may be published */
  publishAt: Date | null
  publishedAt: Date | null
  graceMinutes: number
  publishDelayMinutes: number
}

/** What can happen to a wave: by hand (`close`, `publish-now`), or because its time has come (`end`, `settle`, `publish`). */
export type WaveStep =
  | { step: 'open' | 'pause' | 'resume' | 'close' | 'publish-now' | 'end' | 'settle' | 'publish' }
  | { step: 'extend' | 'reopen'; closesAt: Date }
export type StepName = WaveStep['step']

export type StepRefusal =
  | 'not-scheduled'
  | 'not-open'
  | 'not-paused'
  | 'not-closed'
  | 'published'
  | 'not-due'
  | 'trial'
  | 'imported'
  | 'end-not-later'
  | 'end-too-late'

export type StepResult = { ok: true; life: WaveLife } | { ok: false; reason: StepRefusal }

const MINUTE = 60_000
/** From now to an end that somebody sets. */
const MOST_DAYS_OPEN = 180

/** What a step makes of a wave, or why it cannot be taken. The only place that knows; pages and server ask the same. */
export function takeStep(life: WaveLife, step: WaveStep, now: Date): StepResult {
  const refuse = (reason: StepRefusal): StepResult => ({ ok: false, reason })
  const become = (change: Partial<WaveLife>): StepResult => ({ ok: true, life: { ...life, ...change } })
  const { state, isTrial } = life
  const isAnswering = state === 'open' || state === 'paused'
  const hasEnded = state === 'closing' || state === 'closed'
  switch (step.step) {
    case 'open':
      return state === 'scheduled' ? become({ state: 'open' }) : refuse('not-scheduled')
    case 'pause':
      if (isTrial) return refuse('trial')
      return state === 'open' ? become({ state: 'paused', pausedAt: now }) : refuse('not-open')
    case 'resume':
      return state === 'paused' ? become(resumed(life, now)) : refuse('not-paused')
    case 'extend':
      if (!isAnswering) return refuse('not-open')
      if (step.closesAt <= life.closesAt) return refuse('end-not-later')
      return checkEnd(step.closesAt, now) ?? become({ closesAt: step.closesAt })
    case 'close':
      if (isTrial) return refuse('trial')
      return isAnswering ? become(closed(life, now, now)) : refuse('not-open')
    case 'end':
      if (isTrial) return refuse('trial')
      if (state !== 'open') return refuse('not-open')
      return life.closesAt <= now ? become(ended(life, now)) : refuse('not-due')
    case 'settle':
      if (state !== 'closing') return refuse('not-closed')
      return (life.graceUntil ?? now) <= now ? become(closed(life, life.closedAt ?? now, now)) : refuse('not-due')
    case 'reopen':
      if (state === 'published') return refuse('published')
      if (life.isImported) return refuse('imported')
      if (!hasEnded) return refuse('not-closed')
      return checkEnd(step.closesAt, now) ?? become({ ...NOT_ENDED, state: 'open', closesAt: step.closesAt })
    case 'publish-now':
      return state === 'closed'
        ? become({ publishAt: now })
        : refuse(state === 'published' ? 'published' : 'not-closed')
    case 'publish':
      if (state !== 'closed') return refuse(state === 'published' ? 'published' : 'not-closed')
      return (life.publishAt ?? now) <= now ? become({ state: 'published', publishedAt: now }) : refuse('not-due')
  }
}

const NOT_ENDED = { closedAt: null, graceUntil: null, publishAt: null, pausedAt: null } as const

/** The time that a pause took is given back. */
function resumed(life: WaveLife, now: Date): Partial<WaveLife> {
  const pause = Math.max(0, now.getTime() - (life.pausedAt ?? now).getTime())
  return { state: 'open', pausedAt: null, closesAt: new Date(life.closesAt.getTime() + pause) }
}

function ended(life: WaveLife, now: Date): Partial<WaveLife> {
  if (life.graceMinutes === 0) return closed(life, now, now)
  const graceUntil = new Date(life.closesAt.getTime() + life.graceMinutes * MINUTE)
  // after a long standstill there is nothing left to wait for
  return graceUntil <= now ? closed(life, now, now) : { state: 'closing', closedAt: now, graceUntil }
}

function closed(life: WaveLife, closedAt: Date, now: Date): Partial<WaveLife> {
  const publishAt = new Date(now.getTime() + life.publishDelayMinutes * MINUTE)
  return { state: 'closed', closedAt, pausedAt: null, publishAt }
}

function checkEnd(closesAt: Date, now: Date): StepResult | undefined {
  if (closesAt <= now) return { ok: false, reason: 'end-not-later' }
  const latest = now.getTime() + MOST_DAYS_OPEN * 24 * 60 * MINUTE
  return closesAt.getTime() > latest ? { ok: false, reason: 'end-too-late' } : undefined
}

/** What an administrator can do with a wave now, for the buttons of its page. */
export function possibleSteps({
  state,
  isTrial,
  isImported,
}: Pick<WaveLife, 'state' | 'isTrial' | 'isImported'>): StepName[] {
  if (isImported) return state === 'closed' ? ['publish-now'] : []
  if (isTrial) return state === 'open' ? ['extend'] : []
  switch (state) {
    case 'open':
      return ['extend', 'pause', 'close']
    case 'paused':
      return ['resume', 'extend', 'close']
    case 'closing':
      return ['reopen']
    case 'closed':
      return ['publish-now', 'reopen']
    default:
      return []
  }
}

/** When a wave that is left alone moves on by itself; undefined where it waits for somebody, or is done. */
export function movesOnAt({ state, closesAt, closedAt, graceUntil, publishAt }: WaveLife): Date | undefined {
  if (state === 'open') return closesAt
  if (state === 'closing') return graceUntil ?? closedAt ?? undefined
  return state === 'closed' ? (publishAt ?? closedAt ?? undefined) : undefined
}
