/** What a library can be asked to do with a file, in a process of its own. */
export interface Peer {
  /** Indexes the elements of the file's first 64 KiB, up to pixel data. */
  readonly headerOfStart?: (path: string) => void | Promise<void>;
  /** Indexes all elements up to pixel data. */
  readonly header?: (path: string) => void | Promise<void>;
  /** Holds the elements of the file's first 64 KiB, up to pixel data, to the standard. */
  readonly validateStart?: (path: string) => void | Promise<void>;
  /** Holds all elements up to pixel data to the standard. */
  readonly validate?: (path: string) => void | Promise<void>;
  /** Writes a de-identified, or only copied, file. */
  readonly write?: (path: string, output: string) => void | Promise<void>;
}

export type Operation = keyof Peer;
