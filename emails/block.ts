import type { Piece } from './piece'

/** What a message is made of; its HTML part and its text part are both written from these. */
export type Block =
  | { kind: 'paragraph'; heading?: Piece[]; lines: Piece[][] }
  /** each entry is a name */
  | { kind: 'list'; names: string[] }
  /** the one thing to do: a button, and the address once more to copy */
  | { kind: 'link'; link: string; button: Piece[]; label: Piece[] }
  /** an e-mail address on a line of its own: a mark beside it would be copied with it */
  | { kind: 'contact'; name?: string | undefined; address: string }
  /** in small letters under everything: why the mail comes, and where that can be changed */
  | { kind: 'foot'; lines: Piece[][]; link: string; label: Piece[] }
