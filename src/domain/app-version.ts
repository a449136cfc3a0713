import { version } from '../../package.json'

/** The version of this build of Lucid, as the package states it. */
export const APP_VERSION: string = version
