import { existsSync } from 'node:fs'
import path from 'node:path'

/** The headless shell first: it shows pages as the browser does, and spares what windows and menus cost. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns the program of a Chromium browser on this machine: the one that CHROMIUM names, else the first that is found */
export function findChromium(): string | undefined {
  const inPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((directory) => NAMES.map((name) => path.join(directory, name)))
  const candidates = process.env.CHROMIUM ? [process.env.CHROMIUM] : [...inPath, ...PLACES]
  return candidates.find((candidate) => existsSync(candidate))
}
