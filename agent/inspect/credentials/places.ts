/** Directories that are walked whatever the users are. */
export const usualPlaces: readonly string[] = ['/root', '/home', '/etc', '/opt', '/tmp', '/var/tmp']

/** Where keys belong: they are told with certificates, files and keys of ssh. */
const ownPlaces = new Set([
  '/etc/kubernetes',
  '/etc/ssh',
  '/etc/ssl',
  '/etc/pki',
  '/etc/letsencrypt',
  '/etc/rancher',
  '/etc/etcd',
  '/etc/cni',
  '/etc/merlon',
  '/etc/alternatives',
])

/** Where programs keep thousands of files that they fetched or made. */
const noisyNames = new Set([
  'node_modules',
  '.git',
  '.cache',
  '.cargo',
  '.rustup',
  '.npm',
  '.gradle',
  '.m2',
  '.vscode-server',
  'site-packages',
  'dist-packages',
  '__pycache__',
])

/** True for a directory that is left out on purpose. */
export function isLeftOut(path: string, name: string): boolean {
  return ownPlaces.has(path) || noisyNames.has(name)
}
