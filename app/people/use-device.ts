import { useScriptRuns } from '#app/ui/use-script-runs'

interface Device {
  /** false on the server, without script, and in browsers that know no passkeys */
  canAnswer: boolean
  /**
   * Gets from the server what the device needs, lets the device answer, and sends the answer back.
   * @param question shows the device's own question; rejects where the person stops it
   * @returns the server's last answer; undefined where it did not come to that
   */
  ask(question: (options: unknown) => Promise<unknown>, fields?: Record<string, string>): Promise<Response | undefined>
}

/** The device or password manager that keeps a person's passkeys, for the ceremony of which `path` is the server's side. */
export function useDevice(path: string): Device {
  const canAnswer = useScriptRuns() && 'PublicKeyCredential' in window
  return {
    canAnswer,
    ask: async (question, fields = {}) => {
      const started = await window.fetch(path)
      if (!started.ok) return undefined
      let answer: unknown
      try {
        answer = await question(await started.json())
      } catch {
        return undefined // stopped, no device, or one that is known already: the page says that nothing was changed
      }
      const body = new URLSearchParams({ ...fields, answer: JSON.stringify(answer) })
      return window.fetch(path, { method: 'POST', body })
    },
  }
}
