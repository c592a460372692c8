// What pointers lead to, as the process sees it that is told of them.
import type { Host } from '../../host/host.ts'
import type { Look } from '../../host/look.ts'
import { type Place, readOnHost, type SeenFile } from '../sight.ts'
import type { Pointer } from './pointer.ts'

/** Reads the file of these pointers, which have one path: on the host, or where only containers have it, in one of them. */
export function readPointed(host: Host, pointers: readonly Pointer[]): Promise<Look<SeenFile>> {
  const onlyInside = pointers.every(({ unseen, otherwise }) => (unseen ?? otherwise) !== undefined)
  const told = onlyInside ? pointers.find((each) => each.told)?.told : undefined
  return told ? told.sight.read(told.path) : readOnHost(host, pointers[0]?.path ?? '')
}

/** The path by which the process has the file: what stands in it is meant so. */
export function pathWithin(pointers: readonly Pointer[]): string {
  return pointers.find((each) => each.told)?.told?.path ?? pointers[0]?.path ?? ''
}

/** Where a file is that the one of this pointer names, by a path as the process has it. */
export function placeNamed({ told }: Pointer, path: string): Place {
  const place = told ? told.sight.place(path) : { path }
  return 'gap' in place ? { path, unseen: place.gap.reason } : place
}

/** Reads such a file as the process sees it. */
export function readNamed(host: Host, pointers: readonly Pointer[], path: string): Promise<Look<SeenFile>> {
  const told = pointers.find((each) => each.told)?.told
  return told ? told.sight.read(path) : readOnHost(host, path)
}
