import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from '#app/i18n/use-translation'
import type { PictureKind } from './take-picture.client'
import { useScriptRuns } from './use-script-runs'

interface TakeAlongProps {
  title: string
  /** how many answers it is made of, and of which day: a picture travels without its page */
  note: string
  /** one chart: a canvas of chart.js, or a drawing of the server */
  children: ReactNode
}

const KINDS = ['png', 'svg'] as const

/** A chart with buttons that save it as a picture, on white, with its title, n and date. Where no script runs, there are none. */
export function TakeAlong({ title, note, children }: TakeAlongProps) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const runs = useScriptRuns()
  const take = async (kind: PictureKind) => {
    if (!frame.current) return
    setFailed(false)
    try {
      const { takePicture } = await import('./take-picture.client')
      await takePicture(frame.current, { title, note, kind })
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <div ref={frame} className="take-along">
      {children}
      {runs ? (
        <p className="actions no-print">
          {KINDS.map((kind) => (
            <button key={kind} type="button" className="link" onClick={() => take(kind)}>
              {t(`results.take-along.${kind}`)}
              <span className="visually-hidden">: {title}</span>
            </button>
          ))}
        </p>
      ) : null}
      {hasFailed ? (
        <p className="notice bad" role="alert">
          {t('results.take-along.failed')}
        </p>
      ) : null}
    </div>
  )
}
