import type { FormErrors, FormValues } from '#app/http/form'
import { formatDate } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { HandOverPanel } from './hand-over-panel'
import { isLeft } from './is-left'
import { KeptNotice } from './kept-notice'
import type { ShownRelationship } from './read-overview.server'
import { Contact } from './respondent-frame'

interface OverviewContentProps {
  page: {
    study: { studyName: string; contactName: string; contactEmail: string; closesAt: Date }
    /** what is promised, a paragraph each */
    promise: string[]
    /** that all open questionnaires take together */
    minutes: number
    personName: string
    organizationName: string
    relationships: (Omit<ShownRelationship, 'saves'> & { path: string; minutes: number })[]
    /** where all of them can be answered on one page, its path */
    sideBySide: string | undefined
    /** the page with everything that is stored about the person, its path */
    ownData: string
    /** which sendings of this person's windows arrived: see saves.ts */
    arrived: string
    /** when an administrator last took this link, to hand it over */
    linkShownAt: Date | null
    /** whether something was sent about firms that were not open any more */
    isLate: boolean
    /** what the person did a moment ago */
    justDone: 'submitted' | 'saved' | 'withdrawn' | 'handed-over' | undefined
  }
  /** a proposal to ask somebody else that could not be taken */
  refused: { values: FormValues; errors: FormErrors } | undefined
}

const TAGS = { open: 'tag', started: 'tag warn', done: 'tag good', 'passed-on': 'tag' } as const

/** Who asks about what, who will see it, and how far one is. No percent bar: it does not keep people from stopping. */
export function OverviewContent({ page, refused }: OverviewContentProps) {
  const { t, i18n } = useTranslation()
  const { study, relationships } = page
  const left = relationships.filter(isLeft)
  const next = left[0]
  const done = relationships.filter(({ state }) => state === 'done').length
  const isAboutFirm = relationships.every((one) => one.isAboutFirm)
  return (
    <main id="main" className="page narrow">
      <h1>
        <bdi>{study.studyName}</bdi>
      </h1>
      {page.linkShownAt ? (
        <p className="notice warn">{t('respond.link-shown', { date: formatDate(i18n.language, page.linkShownAt) })}</p>
      ) : null}
      {page.isLate ? (
        <p className="notice warn" role="status">
          {t('respond.side-by-side.late')}
        </p>
      ) : null}
      <KeptNotice arrived={page.arrived} isReceipt={false} />
      <JustDone what={page.justDone} left={left.length} />
      {next ? (
        <p>
          {t(isAboutFirm ? 'respond.firm.intro' : 'respond.intro', {
            contactName: isolateName(study.contactName),
            count: left.length,
            minutes: t('respond.minutes', { count: page.minutes }),
          })}
        </p>
      ) : null}
      <section className="card" aria-labelledby="promise">
        <h2 id="promise">{t('respond.promise')}</h2>
        {page.promise.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </section>
      <h2>
        {t(isAboutFirm ? 'respond.firm.relationships' : 'respond.relationships', {
          organization: isolateName(page.organizationName),
        })}
      </h2>
      {done > 0 && relationships.length > 1 ? (
        <p className="quiet">{t('respond.progress', { done, of: relationships.length })}</p>
      ) : null}
      <ul className="assignments">
        {relationships.map((relationship) => {
          const { assignmentId, path, partnerName, state, minutes } = relationship
          return (
            <li key={assignmentId} className={assignmentId === next?.assignmentId ? 'card next' : 'card'}>
              <a href={path} className={assignmentId === next?.assignmentId ? 'button' : undefined}>
                {/* the lines of a long name begin where the page's do, in whatever script it is */}
                <span>
                  <bdi>{partnerName}</bdi>
                </span>
              </a>
              <span>
                {isLeft(relationship) ? (
                  <span className="quiet">{t('respond.minutes', { count: minutes })} </span>
                ) : null}
                <span className={TAGS[state]}>{t(`respond.state.${state}`)}</span>
                {state === 'passed-on' ? (
                  <form method="post">
                    <input type="hidden" name="assignment" value={assignmentId} />
                    <button type="submit" name="intent" value="keep" className="link">
                      {t('respond.hand-over.undo')}
                    </button>
                  </form>
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
      {page.sideBySide ? (
        <p>
          <a href={page.sideBySide}>{t('respond.side-by-side.link')}</a>
        </p>
      ) : null}
      <HandOverPanel relationships={relationships} refused={refused} />
      <div className="quiet">
        <p>
          {t('respond.open-until', { date: formatDate(i18n.language, study.closesAt) })}{' '}
          {t('respond.personal', { person: isolateName(page.personName) })}
        </p>
        {isAboutFirm ? <p>{t('respond.firm.not-me', { contactName: isolateName(study.contactName) })}</p> : null}
        <p>
          <a href={page.ownData}>{t('own-data.title')}</a>
        </p>
        <Contact {...study} />
      </div>
      {/* sent by the language buttons in the page's head */}
      <form method="post" id="language" />
    </main>
  )
}

function JustDone({ what, left }: { what: OverviewContentProps['page']['justDone']; left: number }) {
  const { t } = useTranslation()
  const key =
    left === 0 && what !== 'withdrawn' && what !== 'handed-over' ? 'respond.thank-you' : what && `respond.just-${what}`
  return key ? (
    <p className="notice good" role="status">
      {t(key, { count: left })}
    </p>
  ) : null
}
