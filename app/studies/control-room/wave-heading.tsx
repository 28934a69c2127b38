import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'

interface WaveHeadingProps {
  study: { id: string; name: string }
  wave: { id: string; number: number; state: string }
  /** of a page below the control room; the control room itself has none */
  title?: string
}

/** Where one is: study, wave, page. */
export function WaveHeading({ study, wave, title }: WaveHeadingProps) {
  const { t } = useTranslation()
  // 0 is a trial, and nothing else is
  const room = wave.number === 0 ? t('control.of-trial') : t('control.of-wave', { number: wave.number })
  return (
    <>
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>
        {title ? (
          <>
            {' · '}
            <Link to={paths.controlRoom(study.id, wave.id)}>{room}</Link>
          </>
        ) : null}
      </p>
      <h1>
        {title ?? room} {title ? null : <span className="tag">{t(`studies.state.${wave.state}`)}</span>}
      </h1>
    </>
  )
}
