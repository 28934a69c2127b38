import type { Block } from './block'
import { composeEmail } from './compose-email'
import type { Email } from './email'
import { memberFootBlock } from './member-foot'
import { openWords } from './open-words'
import type { Piece } from './piece'
import { tellDay, tellMoment } from './tell-moment'

export interface DigestProps {
  language: string
  personName: string
  workspaceName: string
  /** the span that is told */
  from: Date
  until: Date
  /** IANA name of the zone in which moments are told */
  timeZone: string
  /** each with at least one wave to which something happened */
  studies: DigestStudy[]
  /** what began to warn: names of relationships, the kind of each, and so many more than are named */
  signals: { link: string; named: { name: string; kind: string }[]; more: number }
  /** of the page where the reader chooses which mails come */
  choiceLink: string
}

export interface DigestStudy {
  name: string
  /** of its results, behind the sign-in */
  link: string
  waves: {
    number: number
    closesAt: Date
    hasOpened: boolean
    hasClosed: boolean
    published:
      | {
          invited: number
          answered: number
          /** what moved by more than chance explains: names of relationships, and of their indices in words */
          changed: { name: string; indices: string }[]
          /** so many more than are named */
          more: number
        }
      | undefined
  }[]
}

/** Tells a member what changed since the last digest. Values stand in no mail: they are shown to who has signed in. */
export async function digestEmail(props: DigestProps): Promise<Email> {
  const { personName, workspaceName, timeZone, from, until } = props
  const words = openWords('digest', props.language)
  const { language, say } = words
  const day = (moment: Date) => tellDay(language, moment, timeZone)
  const intro = say('intro', { workspaceName, from: day(from), until: day(until) })
  return composeEmail({
    words,
    subject: say('subject', { workspaceName }),
    preview: intro,
    blocks: [
      { kind: 'paragraph', lines: [say('greeting', { personName })] },
      { kind: 'paragraph', lines: [intro] },
      ...tellSignals(props.signals),
      ...props.studies.flatMap(tellStudy),
      { kind: 'paragraph', lines: [say('noNumbers')] },
      memberFootBlock(language, { workspaceName, choiceLink: props.choiceLink }),
    ],
  })

  function tellSignals({ link, named, more }: DigestProps['signals']): Block[] {
    if (named.length === 0) return []
    const own = openWords('signals', language)
    const lines = named.map(({ name, kind }) => own.say(kind, { name }))
    return [
      { kind: 'paragraph', lines: [say('signals'), ...lines, ...(more > 0 ? [own.say('more', { count: more })] : [])] },
      { kind: 'link', link, button: own.say('button'), label: say('link') },
    ]
  }

  function tellStudy({ name, link, waves }: DigestStudy): Block[] {
    const isPublished = waves.some(({ published }) => published)
    return [
      { kind: 'paragraph', heading: [{ name }], lines: waves.flatMap(tellWave) },
      { kind: 'link', link, button: say(isPublished ? 'results' : 'study'), label: say('link') },
    ]
  }

  function tellWave({ number, closesAt, hasOpened, hasClosed, published }: DigestStudy['waves'][number]): Piece[][] {
    return [
      ...(hasOpened && !hasClosed && !published
        ? [say('opened', { number, date: tellMoment(language, closesAt, timeZone) })]
        : []),
      ...(hasClosed && !published ? [say('closed', { number })] : []),
      ...(published ? tellPublished(number, published) : []),
    ]
  }

  function tellPublished(
    number: number,
    { invited, answered, changed, more }: NonNullable<DigestStudy['waves'][number]['published']>,
  ): Piece[][] {
    const percent = invited > 0 ? Math.round((100 * answered) / invited) : 0
    return [
      say('published', { number, answered, invited, percent }),
      ...(changed.length > 0 ? [say('changed')] : [say('unchanged')]),
      ...changed.map(({ name, indices }) => say('relationship', { name, indices })),
      ...(more > 0 ? [say('more', { count: more })] : []),
    ]
  }
}
