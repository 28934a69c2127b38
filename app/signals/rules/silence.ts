import { daysBetween, type Facts, newestTold, numbersOf } from '#app/signals/facts'
import type { Finding, SeenLine } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import type { Thresholds } from '#app/signals/thresholds'
import { SIDES, type Side } from '#app/trust/scored-response'

/**
 * Nobody stays content for long: where no complaint comes any more, a side is not candid or not contacted (Levitt 1983;
 * Hirschman 1970; claims C11, C12). Both have to be there: a long time without a complaint or concern, and a reason to
 * believe that it is no good sign. Without such a reason a side is quiet, not at risk.
 */
export function silence(facts: Facts, thresholds: Thresholds): Finding[] {
  return SIDES.map((side) => silenceOf(side, facts, thresholds))
}

function silenceOf(side: Side, facts: Facts, thresholds: Thresholds): Finding {
  const own = { kind: 'silence', side, subject: '', ownerSide: otherSide(side) } as const
  const nothing = { ...own, lines: [], since: undefined }
  const [first] = facts.waves
  if (!first) return { ...nothing, state: 'unknown', word: '' }
  const raised = facts.contacts.filter((one) => one.side === side && one.kind !== 'contact')
  const lastRaised = latest(raised.map(({ happenedOn }) => happenedOn))
  // without any complaint the time counts from the first wave: nobody can tell what was before
  const from = lastRaised ?? first.wave.publishedAt
  const days = daysBetween(from, facts.at)
  const waves = facts.waves.filter(({ wave }) => wave.publishedAt >= from).length
  if (days < thresholds.silenceDays && waves < thresholds.silenceWaves)
    return { ...nothing, state: 'clear', word: lastRaised ? 'complained' : 'too-early' }
  const candid = notCandid(side, facts, thresholds)
  const contacted = notContacted(side, facts, thresholds)
  if (candid.length + contacted.length === 0) return { ...nothing, state: 'clear', word: 'quiet' }
  const cause = contacted.length === 0 ? 'not-candid' : candid.length === 0 ? 'not-contacted' : 'neither'
  const begin: SeenLine = { what: lastRaised ? 'last-complaint' : 'no-complaint', values: { days, waves } }
  return { ...own, state: 'seen', word: cause, lines: [begin, ...candid, ...contacted], since: from }
}

function notCandid(side: Side, { waves }: Facts, { voiceBelow }: Thresholds): SeenLine[] {
  const voice = newestTold(waves, side, 'voice')?.value
  return voice && voice.mean < voiceBelow ? [{ what: 'low-voice', values: numbersOf(voice) }] : []
}

function notContacted(side: Side, facts: Facts, thresholds: Thresholds): SeenLine[] {
  const newest = facts.waves.at(-1)?.participation[side]
  const noAnswer = newest && newest.invited > 0 && newest.answered === 0
  const fall = attentionFall(side, facts)
  const talk = daysWithoutTalk(facts)
  return [
    ...(noAnswer ? [{ what: 'no-answer', values: { invited: newest.invited } }] : []),
    ...(talk !== undefined && talk > thresholds.talkDays ? [{ what: 'no-talk', values: { days: talk } }] : []),
    ...(fall && -fall.mean >= thresholds.attentionFall ? [{ what: 'less-attention', values: numbersOf(fall) }] : []),
  ]
}

/** How far the view that nothing is neglected moved since the wave before: of the people who answered both times, where told. */
function attentionFall(side: Side, { waves }: Facts) {
  return (
    newestTold(waves, side, 'review_neglect', 'panel-change')?.value ??
    newestTold(waves, side, 'review_neglect', 'change')?.value
  )
}

/**
 * Days since the two firms were last in touch. Where nothing is recorded between them, the time counts from when the
 * workspace began to keep the register; a register that nobody keeps any more says nothing.
 */
function daysWithoutTalk({ contacts, register, at }: Facts): number | undefined {
  if (!register || daysBetween(register.newest, at) > REGISTER_RESTS_DAYS) return undefined
  return daysBetween(latest(contacts.map(({ happenedOn }) => happenedOn)) ?? register.since, at)
}

const REGISTER_RESTS_DAYS = 92

function latest(days: readonly Date[]): Date | undefined {
  return days.reduce<Date | undefined>((last, day) => (last && last >= day ? last : day), undefined)
}
