/** What is started by the clock, as the protocol has it. */
export interface Job {
  readonly name: string
  readonly unit: string
  readonly programs: string[]
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly last: number
}
