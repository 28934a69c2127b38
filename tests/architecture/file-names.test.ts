import { expect, test } from 'vitest'
import { listFiles } from './source-files'

const files = listFiles('app', 'emails', 'prisma', 'public', 'survey-templates', 'tests', '.ci').filter(
  (file) => !file.startsWith('tests/reference/data/') && !file.includes('/.output/'),
)
const FORBIDDEN = [
  'utils',
  'util',
  'helpers',
  'helper',
  'lib',
  'common',
  'shared',
  'misc',
  'core',
  'base',
  'manager',
  'service',
  'new',
  'v2',
  'index',
]
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const NAMED_BY_TOOLS = /^(README\.md|migration_lock\.toml|\d{14}_[a-z0-9_]+)$/

test('files and folders are named in kebab-case', () => {
  const parts = new Set(files.flatMap((file) => file.split('/').slice(1)))
  expect([...parts].filter((part) => !KEBAB.test(part) && !NAMED_BY_TOOLS.test(part))).toEqual([])
})

test('names say what is inside', () => {
  const isForbidden = (part: string) => FORBIDDEN.includes(part.split('.')[0] ?? '')
  expect(files.filter((file) => file.split('/').some(isForbidden))).toEqual([])
})
