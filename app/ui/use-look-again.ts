import { useEffect, useRef } from 'react'

const SECONDS = 3

/**
 * Asks again every few seconds, as long as there is something to wait for and somebody looks at the page.
 * @param isPending whether there is something to wait for
 */
export function useLookAgain(isPending: boolean, look: () => void): void {
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    if (!isPending) return
    const timer = window.setInterval(() => {
      if (document.visibilityState === 'visible') latest.current()
    }, SECONDS * 1000)
    return () => window.clearInterval(timer)
  }, [isPending])
}
