import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface Import {
  specifier: string
  /** path from the project's root, with extension; undefined for packages */
  target: string | undefined
  /** gone after compilation */
  isTypeOnly: boolean
}

export interface SourceFile {
  /** from the project's root, with slashes */
  path: string
  text: string
  tree: ts.SourceFile
  imports: Import[]
}

const EXTENSIONS = ['', '.ts', '.tsx', '.json', '/index.ts']
const MAPPED: Record<string, string> = {
  '#app/': 'app/',
  '#emails/': 'emails/',
  '#templates/': 'survey-templates/',
  '#tests/': 'tests/',
}

/** All files in folders, whatever their kind; without what is generated. */
export function listFiles(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .flatMap((entry) => {
        const file = `${folder}/${entry.name}`
        return entry.isDirectory() ? listFiles(file) : [file]
      })
      .filter((file) => !file.startsWith('app/db/generated/')),
  )
}

/** All TypeScript of some folders, parsed. */
export function readSources(...folders: string[]): SourceFile[] {
  return listFiles(...folders)
    .filter((file) => /\.tsx?$/.test(file))
    .map(readSource)
}

export function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  return { path: file, text, tree, imports: findImports(file, tree) }
}

/** All nodes of a tree that `is` accepts, in the order of the text. */
export function findNodes<Node extends ts.Node>(tree: ts.Node, is: (node: ts.Node) => node is Node): Node[] {
  const found: Node[] = []
  const visit = (node: ts.Node) => {
    if (is(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** `file:line`, for messages. */
export function placeOf({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
}

function findImports(file: string, tree: ts.SourceFile): Import[] {
  const make = (specifier: string, isTypeOnly: boolean) => ({ specifier, target: resolve(file, specifier), isTypeOnly })
  return findNodes(tree, isImporting).flatMap((node) => {
    const literal = specifierOf(node)
    return literal && ts.isStringLiteral(literal) ? [make(literal.text, isErased(node))] : []
  })
}

type Importing = ts.ImportDeclaration | ts.ExportDeclaration | ts.ImportTypeNode | ts.CallExpression

function isImporting(node: ts.Node): node is Importing {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isImportTypeNode(node) ||
    (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
  )
}

function specifierOf(node: Importing): ts.Node | undefined {
  if (ts.isCallExpression(node)) return node.arguments[0]
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  return node.moduleSpecifier
}

function isErased(node: Importing): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (ts.isCallExpression(node) || !node.importClause) return false
  const { isTypeOnly, name, namedBindings } = node.importClause
  if (isTypeOnly) return true
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((one) => one.isTypeOnly)
  )
}

function resolve(file: string, specifier: string): string | undefined {
  const mapped = Object.keys(MAPPED).find((prefix) => specifier.startsWith(prefix))
  if (!mapped && !specifier.startsWith('.')) return undefined
  const place = mapped
    ? `${MAPPED[mapped]}${specifier.slice(mapped.length)}`
    : path.posix.join(path.posix.dirname(file), specifier)
  const plain = place.replace(/\?.*$/, '')
  return EXTENSIONS.map((extension) => plain + extension).find((candidate) => isFile(candidate)) ?? plain
}

export function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true
}
