/** The database of installed packages of Alpine. */
export const apkDatabase = '/lib/apk/db/installed'

/**
 * Gives each file to `use` with its package, `NAME:ARCHITECTURE VERSION`. A paragraph a package, a letter and a value a line:
 * P name, V version, A architecture, F directory, R file in it (apk-package(5), apk-v2(5)).
 */
export function eachApkFile(database: string, use: (path: string, name: string) => void): void {
  for (const paragraph of database.split('\n\n')) {
    const field = (letter: string) => new RegExp(`^${letter}:(\\S+)$`, 'm').exec(paragraph)?.[1]
    const [name, version, architecture] = [field('P'), field('V'), field('A')]
    if (!name || !version || !architecture) continue
    let directory = ''
    for (const line of paragraph.split('\n')) {
      if (line.startsWith('F:')) directory = line.slice(2)
      if (line.startsWith('R:'))
        use(`/${directory === '' ? '' : `${directory}/`}${line.slice(2)}`, `${name}:${architecture} ${version}`)
    }
  }
}
