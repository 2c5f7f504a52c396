/** A part of a document that is printed, in the order in which it is read. Texts are plain and of any length. */
export type Block =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string; readonly aside?: string }
  | { readonly kind: "paragraph"; readonly text: string; readonly muted?: true }
  | { readonly kind: "item"; readonly text: string }
  | Table
  | CheckItem;

/** Rows of cells under column titles. */
export interface Table {
  readonly kind: "table";
  readonly columns: readonly {
    readonly title: string;
    /** Of the width, relative to the other columns. */
    readonly share: number;
  }[];
  readonly rows: readonly (readonly string[])[];
}

/** Something to do, with a box to tick. */
export interface CheckItem {
  readonly kind: "check";
  readonly checked: boolean;
  readonly text: string;
  readonly facts: string;
  readonly details: readonly string[];
}
