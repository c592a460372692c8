import about from '../package.json' with { type: 'json' }

/** This Merlon's version. */
export const version = about.version
