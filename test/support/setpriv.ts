import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { debianPackage } from './debian.ts'

/** The start of a command line that runs Debian 13's `setpriv`, which can load a filter; or why there is none. */
export function openSetpriv(): readonly string[] | string {
  if (process.platform !== 'linux') return `this is ${process.platform}`
  try {
    const files = debianPackage('util-linux', 'trixie')
    const libraries = join(files, 'usr/lib')
    const triplet = readdirSync(libraries).find((name) => name.endsWith('-linux-gnu')) ?? ''
    const directory = join(libraries, triplet)
    const loader = readdirSync(directory).find((name) => /^ld-linux.*\.so\.\d$/.test(name)) ?? ''
    const command = [join(directory, loader), '--library-path', directory, join(files, 'usr/bin/setpriv')]
    const [program = '', ...args] = command
    execFileSync(program, [...args, '--version'])
    return command
  } catch (error) {
    return (error as Error).message
  }
}
